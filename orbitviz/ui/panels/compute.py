"""The panel of compute: installed, available and delivered FLOP/s, and what limits them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from orbitviz.analysis.answers.analyst import (
    LIFE,
    LOSSES,
    ONE_ORBIT,
    REPRESENTATIVE,
    TOTALS,
    YEAR,
)
from orbitviz.analysis.answers.comparison import SELECTED
from orbitviz.analysis.answers.equivalents import (
    RACK_FLOPS,
    TRAINING_FLOP,
    TRAINING_UTILISATION,
    delivered_share,
    energy_per_flop_j,
    installed_tflops_per_w,
    limited_satellites,
    racks,
    trainings_per_day,
    unlimited_share,
)
from orbitviz.analysis.answers.needs import Answers
from orbitviz.analysis.chart import Chart, Curve
from orbitviz.analysis.figures import Figures
from orbitviz.analysis.fleet import FleetPart
from orbitviz.analysis.losses import NOTHING
from orbitviz.analysis.report.charts import losses_chart
from orbitviz.base.units import MISSING, number_text, share_text, si_text
from orbitviz.model.design.aging import age_words
from orbitviz.subsystems.quantities.work import COMPUTE, LIMIT_CATEGORIES
from orbitviz.ui.panels.facts import Fact, total_text
from orbitviz.ui.panels.panel_charts import orbit_chart, scaled, year_chart
from orbitviz.ui.panels.panel_spec import ComparisonColumn, PanelSpec

_PER_W = (
    "By rack, all that a rack draws counts, chips or not: a GB200 NVL72 of 180 PFLOP/s at 120 to "
    "132 kW has 1.36 to 1.50 TFLOP/s per W, its chips alone 1.85. The share of the chips is a "
    "value of the design; at 1 all power counts as that of chips."
)


def _facts(answers: Answers) -> tuple[Fact, ...]:
    now = answers[TOTALS]
    if now.satellites and not now.hardware.computing:
        return (Fact("Computers", "none", "No selected satellite has computers on board."),)
    flops = now.total(COMPUTE)
    parts = answers[SELECTED].parts
    precisions = {part.design.compute.precision for part in parts}
    kind = ", ".join(sorted(precisions))
    ages = dict.fromkeys(age_words(part.design) for part in parts)
    facts = [
        Fact("Installed", si_text(now.hardware.installed_flops, "FLOP/s"), f"As launched; {kind}."),
        Fact(f"Per W, {_power_counted(parts)}", _per_w_text(now), _PER_W),
        Fact("Available", si_text(now.losses.available, "FLOP/s"),
             "Working chips, as far as array, battery and cooling allow; ignoring workload and "
             "policy."),
        Fact("Delivered", si_text(flops, "FLOP/s"),
             "Now. Performance is (power / rated power) to an assumed exponent."),
        Fact("Ages", "; ".join(ages) if now.satellites else "–",
             "Of the satellites, as set in the design: figures, curves and colours are means over "
             "them."),
        Fact("Share of installed", share_text(delivered_share(now)), "Now."),
        Fact("At full rate", share_text(unlimited_share(now)),
             "Satellites with computers that are not limited by anything now."),
        Fact("At a limit now", _limits_text(now),
             "Satellites that deliver less than they could, by what limits them now."),
        Fact("Limited by", _limited_by(now),
             "What costs the selected satellites the most FLOP/s, and its share of what is lost: "
             "chip losses (failures, radiation, interruptions), radiator, the path from chip to "
             "radiator, array, battery, the workload, or the eclipse policy."),
        Fact("Energy per FLOP", si_text(energy_per_flop_j(now), "J", 3),
             "Total power drawn by all loads."),
        Fact("Llama 3 trainings a day", number_text(trainings_per_day(flops)),
             f"Runs as long as that of Llama 3 405B, {si_text(TRAINING_FLOP, 'FLOP', 2)} "
             f"(arXiv:2407.21783), at {100.0 * TRAINING_UTILISATION:.0f} % utilisation; limits of "
             "the links are ignored."),
        Fact("In GB200 racks", number_text(racks(flops)),
             f"GB200 NVL72 of {si_text(RACK_FLOPS, 'FLOP/s')} dense bf16 (hmc-tech.com) at full "
             "rate."),
    ]  # fmt: skip
    life = answers[LIFE]
    facts += [
        Fact("All new", total_text(life.begin if life else None, COMPUTE, "FLOP/s"),
             "Delivered if all satellites were new."),
        Fact("Ages spread evenly", total_text(life.steady if life else None, COMPUTE, "FLOP/s"),
             "Delivered by a fleet that is replaced as it ages: ages spread evenly over the "
             "design life."),
        Fact("At end of life", total_text(life.end if life else None, COMPUTE, "FLOP/s"),
             "Delivered at the design life: with arrays degraded and chips failed, as given in "
             "the design."),
    ]  # fmt: skip
    return tuple(facts)


def _charts(answers: Answers) -> tuple[Chart, ...]:
    now, year = answers[TOTALS], answers[YEAR]
    if not now.hardware.computing:
        return ()
    count = max(now.satellites, 1)
    total = year.mean[COMPUTE] * count
    factor, letter = scaled(np.append(total, now.hardware.installed_flops))
    each, each_letter = scaled(answers[ONE_ORBIT].values[COMPUTE])
    losses = losses_chart(now)
    assert losses is not None
    return (
        losses,
        year_chart(
            year, "Delivered through the year", f"{letter}FLOP/s",
            (Curve("delivered", total / factor, "flops"),), y_name="delivered",
        ),
        orbit_chart(
            answers, "One orbit, mean satellite",
            (("delivered", COMPUTE, "flops"),), scale=(f"{each_letter}FLOP/s", each),
            y_name="delivered",
        ),
    )  # fmt: skip


def _power_counted(parts: Sequence[FleetPart]) -> str:
    """Return whose power the FLOP/s per W divide by: that of the racks, or of the chips alone."""
    is_chips = {part.design.compute.chip_share == 1.0 for part in parts}
    return {frozenset({True}): "chips only", frozenset({False}): "by rack"}.get(
        frozenset(is_chips), "racks and chips"
    )


def _per_w_text(now: Figures) -> str:
    per_w = installed_tflops_per_w(now)
    return f"{number_text(per_w)} TFLOP/s" if per_w == per_w else MISSING


def _limits_text(now: Figures) -> str:
    """Return what limits satellites, and how many each."""
    limited = limited_satellites(now)
    return ", ".join(f"{LIMIT_CATEGORIES[limit].word} {n:,}" for limit, n in limited) or "nothing"


def _limited_by(now: Figures) -> str:
    """Return what costs the satellites the most compute, and how much of the loss it is."""
    lost = now.losses.by_cause
    worst, whole = max(lost.values()), sum(lost.values())
    word = now.losses.limited_by
    return word if word == NOTHING else f"{word}: {share_text(worst / whole, 0)} of the loss"


COMPUTING = PanelSpec(
    id="compute",
    title="Compute",
    help="Show or hide the compute of the selection.",
    shortcut="F8",
    needs=frozenset({TOTALS, LOSSES, LIFE, YEAR, ONE_ORBIT, REPRESENTATIVE}),
    facts=_facts,
    columns=(
        ComparisonColumn(
            "Delivered", lambda f: si_text(f.total(COMPUTE), "FLOP/s"), "Delivered now"
        ),
        ComparisonColumn("Share", lambda f: share_text(delivered_share(f)),
               "Share of installed compute"),
        ComparisonColumn(
            "Limit",
            lambda f: f.losses.limited_by if f.hardware.computing else "–",
            "What costs the most FLOP/s",
        ),
    ),
    charts=_charts,
    footnote="Dense FLOP/s of the chips; links, software and failures of parts other than chips "
    "are not modelled.",
)  # fmt: skip
