"""The panel of transients: one satellite where its orbits do not repeat."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.answers.analyst import REPRESENTATIVE, TRANSIENT_SCENARIOS
from orbitviz.analysis.answers.needs import Answers
from orbitviz.analysis.chart import Chart, Curve, TimeAxis
from orbitviz.analysis.transients import Scenario
from orbitviz.base.constants import HOUR_S
from orbitviz.base.rounding import round_step
from orbitviz.base.units import celsius_text, fixed_text, number_text, share_text
from orbitviz.model.design.aging import age_text
from orbitviz.ui.panels.facts import Fact
from orbitviz.ui.panels.panel_charts import celsius
from orbitviz.ui.panels.panel_spec import PanelSpec


def _heading(answers: Answers) -> str:
    representative = answers[REPRESENTATIVE]
    if representative is None:
        return "No satellite is selected"
    name = representative.name.replace(" km", "\u00a0km")
    first = "first selected" if answers.question.selection.members else "first"
    return f"One satellite, {age_text(representative.age_years)}: the {first} of {name}"


def _facts(answers: Answers) -> tuple[Fact, ...]:
    if answers[REPRESENTATIVE] is None:
        return ()
    scenarios = answers.get(TRANSIENT_SCENARIOS, ())
    if not scenarios:
        return (Fact("Orbits", "computing…", "One satellite is followed step by step."),)
    begin = scenarios[0].begin.to_datetime()
    facts = [Fact("From", f"{begin:%Y-%m-%d %H:%M} UTC", "The eclipse season begins later.")]
    for scenario in scenarios:
        trajectory = scenario.trajectory
        hottest, least = float(trajectory.chip_k.max()), float(trajectory.soc.min())
        facts.append(
            Fact(
                scenario.title,
                f"{celsius_text(hottest)}, {share_text(least)}",
                f"{_sentence(scenario)}. Hottest chips and minimum charge.",
            )
        )
    return tuple(facts)


def _charts(answers: Answers) -> tuple[Chart, ...]:
    return tuple(
        chart for scenario in answers.get(TRANSIENT_SCENARIOS, ()) for chart in _charts_of(scenario)
    )


def _charts_of(scenario: Scenario) -> tuple[Chart, Chart]:
    trajectory = scenario.trajectory
    hours = trajectory.seconds / HOUR_S
    begin, end = (second / HOUR_S for second in scenario.changed)
    step = round_step(float(hours[-1]) / 6.0)
    peak = max(float(trajectory.flops.max()), 1e-9)

    def chart(title: str, y_name: str, unit: str, curves: tuple[Curve, ...]) -> Chart:
        return Chart(
            title=f"{scenario.title}: {title}",
            unit=unit,
            y_name=y_name,
            x=hours,
            x_name="time, h",
            curves=curves,
            x_labels=tuple(f"{fixed_text(hour, 2)} h" for hour in hours),
            ticks=tuple(
                (mark, number_text(mark)) for mark in np.arange(step, hours[-1], step).tolist()
            ),
            bands=((begin, end),) if end > begin else (),
            band_name=scenario.what,
            assumption=f"{_sentence(scenario)}; from "
            f"{scenario.begin.isoformat()}, integrated along the actual motion with the equations "
            "of the operating map. Click to go to that time.",
            time_axis=TimeAxis(scenario.begin, HOUR_S),
        )

    return (
        chart(
            "temperature",
            "temperature",
            "°C",
            (
                Curve("chips", celsius(trajectory.chip_k), "hot"),
                Curve("radiator", celsius(trajectory.radiator_k), "cool"),
            ),
        ),
        chart(
            "charge and work",
            "share",
            "%",
            (
                Curve("state of charge", 100.0 * trajectory.soc, "charge"),
                Curve("compute, relative to its peak", 100.0 * trajectory.flops / peak, "flops"),
            ),
        ),
    )


def _sentence(scenario: Scenario) -> str:
    return scenario.what[0].upper() + scenario.what[1:]


TRANSIENTS = PanelSpec(
    id="transients",
    title="Events",
    help="Show or hide the transients of one satellite: launch, load step, fault, eclipse season.",
    shortcut="Shift+F8",
    needs=frozenset({REPRESENTATIVE, TRANSIENT_SCENARIOS}),
    facts=_facts,
    charts=_charts,
    heading=_heading,
    card_title="Hottest chips, minimum charge",
    footnote="Battery and thermal node integrated step by step from the limit cycle, or from "
    "launch, with nodes drifting and the Sun moving.",
)
