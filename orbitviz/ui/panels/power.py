"""The panel of power: arrays, loads, batteries, sunlight."""

from __future__ import annotations

from orbitviz.analysis.answers.analyst import (
    HISTOGRAMS_NOW,
    LIFE,
    ONE_ORBIT,
    REPRESENTATIVE,
    TOTALS,
    YEAR,
)
from orbitviz.analysis.answers.needs import Answers
from orbitviz.analysis.chart import Chart, Curve
from orbitviz.base.units import share_text, si_text
from orbitviz.subsystems.quantities.power import (
    ARRAY,
    CHARGE,
    CHARGING,
    DISCHARGING,
    LOAD,
    SHED,
    USED,
)
from orbitviz.ui.panels.facts import Fact, total_text
from orbitviz.ui.panels.panel_charts import histogram_chart, orbit_chart, scaled, year_chart
from orbitviz.ui.panels.panel_spec import ComparisonColumn, PanelSpec


def _facts(answers: Answers) -> tuple[Fact, ...]:
    now = answers[TOTALS]
    facts = [
        Fact("Array power", si_text(now.total(ARRAY), "W"),
             "Now: sunlight at the Sun's present distance, incidence, eclipse with its penumbra, "
             "ageing. It equals load plus battery charging, minus battery discharging, plus what "
             "is left unused."),
        Fact("Drawn by loads", si_text(now.total(LOAD), "W"),
             "Compute and housekeeping, including conversion losses."),
        Fact("Into batteries", si_text(now.total(CHARGING), "W"), "Measured at the bus."),
        Fact("Out of batteries", si_text(now.total(DISCHARGING), "W"), "Measured at the bus."),
        Fact("Left unused", si_text(max(now.total(ARRAY) - now.total(USED), 0.0), "W"),
             "Power that neither loads nor batteries can take."),
        Fact("Unserved load", si_text(now.total(SHED), "W"),
             "Load, not power: compute demanded but not run, and housekeeping not supplied."),
        Fact("In full sunlight", share_text(now.lit),
             "The whole solar disc in view; the tree of shells weights the penumbra by its light."),
        Fact("In penumbra", share_text(now.penumbra), "Part of the solar disc in view."),
        Fact("In shadow", share_text(now.umbra), "None of the solar disc in view."),
        Fact("Mean charge", share_text(now.spread(CHARGE).mean),
             "State of charge of the batteries."),
        Fact("Minimum charge", share_text(now.spread(CHARGE).minimum),
             "Minimum over all satellites and their orbits."),
    ]  # fmt: skip
    life = answers[LIFE]
    facts += [
        Fact("Arrays, all new", total_text(life.begin if life else None, ARRAY, "W"),
             "If all satellites were new."),
        Fact("Arrays at end of life", total_text(life.end if life else None, ARRAY, "W"),
             "At the design life of the satellites."),
    ]  # fmt: skip
    return tuple(facts)


def _charts(answers: Answers) -> tuple[Chart, ...]:
    year, count = answers[YEAR], max(answers[TOTALS].satellites, 1)
    total = {name: year.mean[name] * count for name in (ARRAY, LOAD, SHED)}
    factor, letter = scaled(total[ARRAY])
    each, each_letter = scaled(answers[ONE_ORBIT].values[ARRAY])
    return (
        year_chart(
            year, "Always sunny?", "%",
            (Curve("selection", 100.0 * year.lit, "sun"),),
            note="Share of the selected satellites in sunlight, cylindrical shadow.",
            y_name="in sunlight",
        ),
        year_chart(
            year, "Longest eclipse", "minutes", (Curve("longest", year.longest_s / 60.0, "cool"),),
            note="Longest of all selected satellites that day.", y_name="eclipse",
        ),
        year_chart(
            year, "Power through the year", f"{letter}W",
            tuple(
                Curve(name, total[table] / factor, tone)
                for name, table, tone in (
                    ("arrays", ARRAY, "sun"), ("loads", LOAD, "load"),
                    ("unserved", SHED, "shed"),
                )
            ),
            y_name="power",
        ),
        orbit_chart(
            answers, "One orbit, mean satellite",
            (("array", ARRAY, "sun"), ("load", LOAD, "load"),
             ("battery supplies", DISCHARGING, "charge"), ("unserved", SHED, "shed")),
            scale=(f"{each_letter}W", each), y_name="power",
        ),
        orbit_chart(
            answers, "Charge over one orbit", (("state of charge", CHARGE, "charge"),),
            y_name="state of charge",
        ),
        histogram_chart(answers, CHARGE, "Charge now", "charge"),
    )  # fmt: skip


POWER = PanelSpec(
    id="power",
    title="Power",
    help="Show or hide the power of the selection.",
    shortcut="F6",
    needs=frozenset({TOTALS, LIFE, YEAR, ONE_ORBIT, REPRESENTATIVE, HISTOGRAMS_NOW}),
    facts=_facts,
    columns=(
        ComparisonColumn(
            "Array", lambda f: si_text(f.total(ARRAY), "W"), "Power available from the arrays now"
        ),
        ComparisonColumn("Load", lambda f: si_text(f.total(LOAD), "W"), "Drawn by loads now"),
        ComparisonColumn("Full sun", lambda f: share_text(f.lit), "In full sunlight now"),
    ),
    charts=_charts,
    footnote="Limit cycle of battery and temperature, solved for every shell; the year uses the "
    "Sun's distance on each day.",
)
