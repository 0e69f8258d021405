"""The declarations of the panels: power, heat, compute; transients have a file of their own."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.analyst import PanelData
from orbitviz.analysis.census import BINDING_WORDS, Figures, waterfall
from orbitviz.analysis.chart import Chart, Curve, Level
from orbitviz.base.constants import CELSIUS_0_K, DAY_S, EARTH_ALBEDO, EARTH_IR_W_M2, SPACE_K
from orbitviz.base.units import celsius_text, share_text, si_text
from orbitviz.subsystems.compute import Binding
from orbitviz.subsystems.satellite import Satellite
from orbitviz.subsystems.thermal import emitted_w
from orbitviz.ui.panels.panel_spec import (
    ComparisonColumn,
    PanelSpec,
    celsius,
    histogram_chart,
    orbit_chart,
    scaled,
    year_chart,
)
from orbitviz.ui.panels.selection_facts import Fact
from orbitviz.ui.panels.transients import TRANSIENTS

# Training of Llama 3 405B (arXiv:2407.21783, section 1), and the share of the rated FLOP/s that
# such runs reach (same paper, table 4: 38 to 43 %).
TRAINING_FLOP = 3.8e25
TRAINING_UTILISATION = 0.4
# GB200 NVL72: 36 superchips of 5 PFLOP/s dense bf16 (hmc-tech.com).
RACK_FLOPS = 180e15


def _power_facts(data: PanelData) -> tuple[Fact, ...]:
    now, sums = data.now, data.now.sums
    facts = [
        Fact("Arrays can give", si_text(sums["array_w"], "W"),
             "Now: sunlight at the Sun's present distance, incidence, eclipse with its penumbra, "
             "ageing. It is what goes to loads and into batteries, less what comes out of them, "
             "and what is left unused."),
        Fact("Drawn by loads", si_text(sums["load_w"], "W"),
             "Compute and housekeeping with the losses of conversion."),
        Fact("Into batteries", si_text(sums["charge_w"], "W"), "Measured at the bus."),
        Fact("Out of batteries", si_text(sums["discharge_w"], "W"), "Measured at the bus."),
        Fact("Left unused", si_text(max(sums["array_w"] - sums["used_w"], 0.0), "W"),
             "Power for which there is neither load nor room in the battery."),
        Fact("Shed", si_text(sums["shed_w"], "W"),
             "Load, not power: asked for by the workload and not run, and housekeeping not fed."),
        Fact("In full sunlight", share_text(now.lit),
             "The whole disc of the Sun in view; the tree of shells counts the penumbra by its "
             "light."),
        Fact("In penumbra", share_text(now.penumbra, 2), "Part of the disc in view."),
        Fact("In shadow", share_text(now.umbra), "None of it in view."),
        Fact("Charge, mean", share_text(now.soc_mean), "State of charge of the batteries."),
        Fact("Charge, least", share_text(now.soc_least), "Of any satellite, over its orbit."),
    ]  # fmt: skip
    if data.ends is not None:
        first, last = data.ends
        facts += [
            Fact("Arrays at age 0", si_text(first.sums["array_w"], "W"), "At age 0."),
            Fact("Arrays at end of life", si_text(last.sums["array_w"], "W"),
                 "At the design life of the satellites."),
        ]  # fmt: skip
    return tuple(facts)


def _power_charts(data: PanelData) -> tuple[Chart, ...]:
    year, count = data.year, max(data.now.satellites, 1)
    total = {name: year.mean[name] * count for name in ("array_w", "load_w", "shed_w")}
    factor, letter = scaled(total["array_w"])
    each, each_letter = scaled(data.orbit["array_w"])
    return (
        year_chart(
            year, "Always sunny?", "% in sunlight",
            (Curve("selection", 100.0 * year.lit, "sun"),),
            note="Share of the selected satellites in sunlight, cylindrical shadow.",
        ),
        year_chart(
            year, "Longest eclipse", "min", (Curve("longest", year.longest_s / 60.0, "cool"),),
            note="The longest of any selected satellite that day.",
        ),
        year_chart(
            year, "Power through the year", f"{letter}W",
            tuple(
                Curve(name, total[table] / factor, tone)
                for name, table, tone in (
                    ("arrays", "array_w", "sun"), ("loads", "load_w", "load"),
                    ("shed", "shed_w", "shed"),
                )
            ),
        ),
        orbit_chart(
            data, "One orbit, mean satellite", f"{each_letter}W",
            (("array", "array_w", "sun"), ("load", "load_w", "load"),
             ("battery gives", "discharge_w", "charge"), ("shed", "shed_w", "shed")),
            lambda watts: watts / each,
        ),
        orbit_chart(
            data, "Charge over one orbit", "%", (("state of charge", "soc", "charge"),),
            lambda soc: 100.0 * soc,
        ),
        histogram_chart(
            data, "soc", "Charge now", "%", "charge", lambda soc: 100.0 * soc
        ),
    )  # fmt: skip


def _heat_facts(data: PanelData) -> tuple[Fact, ...]:
    now = data.now
    facts = [
        Fact("Radiator, mean", celsius_text(now.radiator_mean_k), "Of the satellites now."),
        Fact("Radiator, hottest", celsius_text(now.radiator_most_k),
             "Of any satellite, over its orbit."),
        Fact("Chips, mean", celsius_text(now.chip_mean_k),
             "Radiator plus power times resistance."),
        Fact("Chips, hottest", celsius_text(now.chip_most_k),
             "Of any satellite, over its orbit."),
        Fact("Heat rejected", si_text(now.sums["rejected_w"], "W"),
             "By the radiators, what they take up from Sun and Earth included."),
        Fact("Rejected per m²", si_text(now.sums["rejected_w"] / (now.radiator_m2 or np.nan),
                                         "W/m²"),
             "Of the panel's area, both faces together where it has two."),
        Fact("Throttling", share_text(now.throttled),
             "Satellites whose chips heat holds back now."),
    ]  # fmt: skip
    if data.hottest != data.coldest:
        facts += [
            Fact("Hottest shell", data.hottest, "By the mean radiator temperature now."),
            Fact("Coldest shell", data.coldest, "By the mean radiator temperature now."),
        ]
    return tuple(facts)


def _heat_charts(data: PanelData) -> tuple[Chart, ...]:
    year = data.year
    soft = _common([part.operating.satellite.chip_soft_k for part in data.parts])
    chip_levels = () if soft is None else (Level("chips throttle", soft - CELSIUS_0_K),)
    area = (data.now.radiator_m2 or np.nan) / max(data.now.satellites, 1)
    each, letter = scaled(data.orbit["rejected_w"] / area)
    limit = _common([_flux_limit_w_m2(part.operating.satellite) for part in data.parts])
    flux_levels = () if limit is None else (Level("at the chips' soft limit", limit / each),)
    return (
        orbit_chart(
            data, "Temperature over one orbit", "°C",
            (("chips", "chip_k", "hot"), ("radiator", "radiator_k", "cool")),
            celsius, chip_levels,
        ),
        orbit_chart(
            data, "Heat rejected over one orbit", f"{letter}W/m² of radiator",
            (("rejected", "rejected_w", "hot"),), lambda watts: watts / area / each,
            flux_levels,
        ),
        year_chart(
            year, "Hottest through the year", "°C",
            (Curve("chips", celsius(year.hottest_chip_k), "hot"),
             Curve("radiator", celsius(year.hottest_radiator_k), "cool")),
            chip_levels, "The hottest of any selected satellite that day.",
        ),
        year_chart(
            year, "Mean through the year", "°C",
            (Curve("chips", celsius(year.mean["chip_k"]), "hot"),
             Curve("radiator", celsius(year.mean["radiator_k"]), "cool")),
        ),
        histogram_chart(data, "radiator_k", "Radiators now", "°C", "cool", celsius),
        histogram_chart(data, "chip_k", "Chips now", "°C", "hot", celsius),
    )  # fmt: skip


def _compute_facts(data: PanelData) -> tuple[Fact, ...]:
    now, flops = data.now, data.now.sums["flops"]
    trainings = flops * TRAINING_UTILISATION * DAY_S / TRAINING_FLOP
    work_j = now.sums["load_w"] / flops if flops > 0.0 else float("nan")
    precisions = {part.design.compute.precision for part in data.parts}
    kind = ", ".join(sorted(precisions))
    facts = [
        Fact("Installed", si_text(now.installed_flops, "FLOP/s"), f"As launched; {kind}."),
        Fact("Available", si_text(now.available_flops, "FLOP/s"),
             "Alive, and borne by array, battery and cooling; workload and policy aside."),
        Fact("Delivered", si_text(flops, "FLOP/s"),
             "Now. Performance is (power / rated power) to an assumed exponent."),
        Fact("Of the installed", share_text(_share(flops, now)), "Now."),
        Fact("At full rate", share_text(now.bound[Binding.CHIPS]),
             "Satellites that nothing holds back now."),
        Fact("Held back by", BINDING_WORDS[now.binding],
             "What takes most FLOP/s away from the selected satellites: array, battery, radiator, "
             "the path from chip to radiator, the workload, or the policy to rest in the dark."),
        Fact("Energy of a FLOP", si_text(work_j, "J", 3), "All power drawn by all loads."),
        Fact("Llama 3 trainings a day", _count(trainings),
             f"Runs as long as that of Llama 3 405B, {TRAINING_FLOP:.2g} FLOP (arXiv:2407.21783), "
             f"at {100.0 * TRAINING_UTILISATION:.0f} % utilisation; as if links did not matter."),
        Fact("In GB200 racks", _count(flops / RACK_FLOPS),
             f"GB200 NVL72 of {si_text(RACK_FLOPS, 'FLOP/s')} dense bf16 (hmc-tech.com) at full "
             "rate."),
    ]  # fmt: skip
    if data.ends is not None:
        facts.append(
            Fact("At end of life", si_text(data.ends[1].sums["flops"], "FLOP/s"),
                 "Delivered at the design life: arrays have degraded and chips failed, as the "
                 "design says.")
        )  # fmt: skip
    return tuple(facts)


def _compute_charts(data: PanelData) -> tuple[Chart, ...]:
    now, year = data.now, data.year
    count = max(now.satellites, 1)
    total = year.mean["flops"] * count
    factor, letter = scaled(np.append(total, now.installed_flops))
    each, each_letter = scaled(data.orbit["flops"])
    losses = Chart(
        "Where the FLOP/s go", f"{letter}FLOP/s", np.zeros(0), "step", (),
        steps=tuple((name, amount / factor) for name, amount in waterfall(now)),
        assumption="Each loss is put down to the limit that binds, satellite by satellite.",
    )  # fmt: skip
    return (
        losses,
        year_chart(
            year, "Delivered through the year", f"{letter}FLOP/s",
            (Curve("delivered", total / factor, "flops"),),
        ),
        orbit_chart(
            data, "One orbit, mean satellite", f"{each_letter}FLOP/s",
            (("delivered", "flops", "flops"),), lambda flops: flops / each,
        ),
    )  # fmt: skip


def _share(flops: float, now: Figures) -> float:
    """Return a share of what is installed, NaN where nothing is."""
    return flops / now.installed_flops if now.installed_flops > 0.0 else float("nan")


def _count(value: float) -> str:
    """Return a number of things, three digits of it."""
    return f"{float(f'{value:.3g}'):,.10g}"


def _common(values: list[float | None]) -> float | None:
    """Return the value that all have, None where they differ or one has none."""
    known = [value for value in values if value is not None]
    alike = known and len(known) == len(values) and max(known) - min(known) < 1e-6
    return known[0] if alike else None


def _flux_limit_w_m2(satellite: Satellite) -> float | None:
    """Return W/m2 of radiator rejected where the chips, at rated power, begin to throttle.

    None where there is no radiator, or where the path from the chips alone makes them throttle.
    """
    radiator_k = satellite.chip_soft_k - satellite.chip_r_k_w * satellite.compute_w
    if satellite.faces == 0 or radiator_k <= SPACE_K:
        return None
    return float(emitted_w(satellite, np.array(radiator_k)) / satellite.radiator_m2)


POWER = PanelSpec(
    "power",
    "Power",
    _power_facts,
    (
        ComparisonColumn(
            "Array", lambda f: si_text(f.sums["array_w"], "W"), "What the arrays can give now"
        ),
        ComparisonColumn("Load", lambda f: si_text(f.sums["load_w"], "W"), "Drawn by loads now"),
        ComparisonColumn("Full sun", lambda f: share_text(f.lit), "In full sunlight now"),
    ),
    _power_charts,
    "Limit cycle of battery and temperature, solved for every shell; the year takes the Sun's "
    "distance of each day.",
)

HEAT = PanelSpec(
    "heat",
    "Heat",
    _heat_facts,
    (
        ComparisonColumn(
            "Radiator", lambda f: celsius_text(f.radiator_mean_k), "Mean radiator now"
        ),
        ComparisonColumn(
            "Chips", lambda f: celsius_text(f.chip_mean_k), "Mean chip temperature now"
        ),
        ComparisonColumn("Throttled", lambda f: share_text(f.throttled), "Throttling now"),
    ),
    _heat_charts,
    "One thermal node a satellite: internal heat, Sun, light and infrared of the Earth. Albedo "
    f"{EARTH_ALBEDO:.2f}, infrared {EARTH_IR_W_M2:.0f} W/m².",
)

COMPUTE = PanelSpec(
    "compute",
    "Compute",
    _compute_facts,
    (
        ComparisonColumn(
            "Delivered", lambda f: si_text(f.sums["flops"], "FLOP/s"), "Delivered now"
        ),
        ComparisonColumn("Share", lambda f: share_text(_share(f.sums["flops"], f)),
               "Of what is installed"),
        ComparisonColumn("Held by", lambda f: BINDING_WORDS[f.binding], "What takes most away"),
    ),
    _compute_charts,
    "Dense FLOP/s of the chips; links, software and failures of parts other than chips are not "
    "in it.",
)  # fmt: skip

PANELS = (POWER, HEAT, COMPUTE, TRANSIENTS)
