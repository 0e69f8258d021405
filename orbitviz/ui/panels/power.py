"""The panel of power: arrays, loads, batteries, sunlight."""

from __future__ import annotations

from orbitviz.analysis.analyst import (
    HISTOGRAMS_NOW,
    LIFE,
    ONE_ORBIT,
    REPRESENTATIVE,
    TOTALS,
    YEAR,
)
from orbitviz.analysis.chart import Chart, Curve
from orbitviz.analysis.needs import Answers
from orbitviz.base.units import share_text, si_text
from orbitviz.ui.panels.facts import Fact
from orbitviz.ui.panels.panel_charts import histogram_chart, orbit_chart, scaled, year_chart
from orbitviz.ui.panels.panel_spec import ComparisonColumn, PanelSpec


def _facts(answers: Answers) -> tuple[Fact, ...]:
    now = answers[TOTALS]
    sums = now.sums
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
    life = answers[LIFE]
    if life is not None:
        facts += [
            Fact("Arrays at age 0", si_text(life.begin.sums["array_w"], "W"), "At age 0."),
            Fact("Arrays at end of life", si_text(life.end.sums["array_w"], "W"),
                 "At the design life of the satellites."),
        ]  # fmt: skip
    return tuple(facts)


def _charts(answers: Answers) -> tuple[Chart, ...]:
    year, count = answers[YEAR], max(answers[TOTALS].satellites, 1)
    total = {name: year.mean[name] * count for name in ("array_w", "load_w", "shed_w")}
    factor, letter = scaled(total["array_w"])
    each, each_letter = scaled(answers[ONE_ORBIT].values["array_w"])
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
            answers, "One orbit, mean satellite", f"{each_letter}W",
            (("array", "array_w", "sun"), ("load", "load_w", "load"),
             ("battery gives", "discharge_w", "charge"), ("shed", "shed_w", "shed")),
            lambda watts: watts / each,
        ),
        orbit_chart(
            answers, "Charge over one orbit", "%", (("state of charge", "soc", "charge"),),
            lambda soc: 100.0 * soc,
        ),
        histogram_chart(
            answers, "soc", "Charge now", "%", "charge", lambda soc: 100.0 * soc
        ),
    )  # fmt: skip


POWER = PanelSpec(
    id="power",
    title="Power",
    help="Show or hide power of the selection.",
    shortcut="F6",
    needs=frozenset({TOTALS, LIFE, YEAR, ONE_ORBIT, REPRESENTATIVE, HISTOGRAMS_NOW}),
    facts=_facts,
    columns=(
        ComparisonColumn(
            "Array", lambda f: si_text(f.sums["array_w"], "W"), "What the arrays can give now"
        ),
        ComparisonColumn("Load", lambda f: si_text(f.sums["load_w"], "W"), "Drawn by loads now"),
        ComparisonColumn("Full sun", lambda f: share_text(f.lit), "In full sunlight now"),
    ),
    charts=_charts,
    footnote="Limit cycle of battery and temperature, solved for every shell; the year takes the "
    "Sun's distance of each day.",
)
