"""The panel of heat: radiators, chips, what is rejected."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from orbitviz.analysis.answers.analyst import (
    HISTOGRAMS_NOW,
    ONE_ORBIT,
    REPRESENTATIVE,
    TOTALS,
    YEAR,
)
from orbitviz.analysis.answers.comparison import EXTREME_SHELLS, SELECTED
from orbitviz.analysis.answers.heat_limit import flux_limit_w_m2
from orbitviz.analysis.answers.needs import Answers
from orbitviz.analysis.chart import Chart, Curve, Level
from orbitviz.analysis.figures import Figures
from orbitviz.analysis.fleet import FleetPart
from orbitviz.base.constants import CELSIUS_0_K, EARTH_ALBEDO, EARTH_IR_W_M2
from orbitviz.base.units import celsius_text, share_text, si_text
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR, REJECTED
from orbitviz.ui.panels.facts import Fact
from orbitviz.ui.panels.panel_charts import (
    celsius,
    histogram_chart,
    orbit_chart,
    scaled,
    year_chart,
)
from orbitviz.ui.panels.panel_spec import ComparisonColumn, PanelSpec


def _facts(answers: Answers) -> tuple[Fact, ...]:
    now = answers[TOTALS]
    parts = answers[SELECTED].parts if now.satellites else ()
    facts = [
        Fact("Radiator, mean", celsius_text(now.spread(RADIATOR).mean),
             "Mean over the satellites now."),
        Fact("Radiator, hottest", celsius_text(now.spread(RADIATOR).maximum),
             "Maximum over all satellites and their orbits."),
        Fact("Chips, mean", celsius_text(now.spread(CHIP).mean),
             "Radiator plus power times resistance."),
        Fact("Chips, hottest", celsius_text(now.spread(CHIP).maximum),
             "Maximum over all satellites and their orbits."),
        Fact("Heat rejected", si_text(now.total(REJECTED), "W"),
             "By the radiators, including what they absorb from Sun and Earth."),
        Fact("Rejected per m²", si_text(now.total(REJECTED) / (now.hardware.radiator_m2 or np.nan),
                                         "W/m²"),
             "Per panel area, both faces together if there are two."),
        Fact("Rejected per face",
             _per_face(now, parts),
             "Per m² of one face. AI1's 1,400 W/m² is read as 700 W/m² on each of two faces "
             "(Deutsche Bank, 14 July 2026)."),
        Fact("Effectiveness", _all_of([share_text(part.design.radiator.effectiveness, 0)
                                             for part in parts]),
             "Share of what an ideal radiator emits: fins 0.8 to 0.9 (The Lunar Base Handbook), "
             "view beside the own array 0.7 to 0.9 (Turyshev 2026)."),
        Fact("Throttled", share_text(now.throttled),
             "Satellites whose chips are thermally throttled now."),
    ]  # fmt: skip
    shells = answers[EXTREME_SHELLS]
    if shells.hottest != shells.coldest:
        facts += [
            Fact("Hottest shell", shells.hottest, "By the mean radiator temperature now."),
            Fact("Coldest shell", shells.coldest, "By the mean radiator temperature now."),
        ]
    return tuple(facts)


def _charts(answers: Answers) -> tuple[Chart, ...]:
    year, now, parts = answers[YEAR], answers[TOTALS], answers[SELECTED].parts
    soft = _common([part.operating.satellite.chip_soft_k for part in parts])
    chip_levels = () if soft is None else (Level("chips throttle", soft - CELSIUS_0_K),)
    area = (now.hardware.radiator_m2 or np.nan) / max(now.satellites, 1)
    each, letter = scaled(answers[ONE_ORBIT].values[REJECTED] / area)
    limit = _common([flux_limit_w_m2(part.operating.satellite) for part in parts])
    flux_levels = () if limit is None else (Level("at the chips' soft limit", limit / each),)
    return (
        orbit_chart(
            answers, "Temperature over one orbit",
            (("chips", CHIP, "hot"), ("radiator", RADIATOR, "cool")),
            chip_levels, y_name="temperature",
        ),
        orbit_chart(
            answers, "Heat rejected over one orbit",
            (("rejected", REJECTED, "hot"),), flux_levels,
            scale=(f"{letter}W/m² of radiator", area * each), y_name="heat",
        ),
        year_chart(
            year, "Hottest through the year", "°C",
            (Curve("chips", celsius(year.hottest_chip_k), "hot"),
             Curve("radiator", celsius(year.hottest_radiator_k), "cool")),
            chip_levels, "Hottest of all selected satellites that day.", "temperature",
        ),
        year_chart(
            year, "Mean through the year", "°C",
            (Curve("chips", celsius(year.mean[CHIP]), "hot"),
             Curve("radiator", celsius(year.mean[RADIATOR]), "cool")), y_name="temperature",
        ),
        histogram_chart(answers, RADIATOR, "Radiators now", "cool"),
        histogram_chart(answers, CHIP, "Chips now", "hot"),
    )  # fmt: skip


def _per_face(now: Figures, parts: Sequence[FleetPart]) -> str:
    """Return what a square metre of one face rejects, and how many faces there are."""
    if now.hardware.radiating_m2 <= 0.0:
        return "–"
    flux = si_text(now.total(REJECTED) / now.hardware.radiating_m2, "W/m²")
    words = {0: "no radiator", 1: "one face", 2: "two faces"}
    return f"{flux}, {_all_of([words[part.operating.satellite.faces] for part in parts])}"


def _all_of(texts: Sequence[str]) -> str:
    """Return the different ones of some texts; a dash for none."""
    return ", ".join(sorted(set(texts))) or "–"


def _common(values: list[float | None]) -> float | None:
    """Return the value that all have, None where they differ or one has none."""
    known = [value for value in values if value is not None]
    alike = known and len(known) == len(values) and max(known) - min(known) < 1e-6
    return known[0] if alike else None


HEAT = PanelSpec(
    id="heat",
    title="Heat",
    help="Show or hide the temperatures of the selection.",
    shortcut="F7",
    needs=frozenset({TOTALS, EXTREME_SHELLS, YEAR, ONE_ORBIT, REPRESENTATIVE, HISTOGRAMS_NOW}),
    facts=_facts,
    columns=(
        ComparisonColumn(
            "Radiator", lambda f: celsius_text(f.spread(RADIATOR).mean), "Mean radiator now"
        ),
        ComparisonColumn(
            "Chips", lambda f: celsius_text(f.spread(CHIP).mean), "Mean chip temperature now"
        ),
        ComparisonColumn("Throttled", lambda f: share_text(f.throttled), "Throttling now"),
    ),
    charts=_charts,
    footnote="One thermal node per satellite: internal heat, sunlight, Earth albedo and infrared. "
    f"Albedo {EARTH_ALBEDO:.2f}, infrared {EARTH_IR_W_M2:.0f} W/m².",
)
