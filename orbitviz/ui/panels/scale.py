"""The panel of scale: the fleet beside the world, with sources and how certain they are."""

from __future__ import annotations

from orbitviz.analysis.answers.comparison import SELECTED
from orbitviz.analysis.answers.density_now import DENSITY
from orbitviz.analysis.answers.needs import Answers
from orbitviz.analysis.answers.scale_now import SCALE
from orbitviz.analysis.chart import Chart
from orbitviz.ui.panels.facts import Fact
from orbitviz.ui.panels.panel_spec import PanelSpec

# What measures a fleet is imported when there is an answer: the program starts without it.

_SHOWN = (
    "power_w", "kardashev", "fleets_to_type_1", "share_of_humanity", "payback_days",
    "flown_payback_days", "of_tracked", "manoeuvres_per_year", "dead", "meetings_per_year",
    "dead_collisions_per_year", "reentered_t_per_year", "of_natural_aluminium",
    "alumina_t_per_year",
)  # fmt: skip
_LONGEST_NAME = 12  # of a catalogue in a legend


def _heading(answers: Answers) -> str:
    return f"All of {answers.question.document.design.name}, beside the world"


def _notice(answers: Answers) -> str:
    return "".join(one.refusal for one in answers.get(SCALE, ()))


def _facts(answers: Answers) -> tuple[Fact, ...]:
    if not answers[SELECTED].count:
        return ()
    found = answers.get(SCALE, ())
    if not found:
        return (Fact("Scale", "computing…", "Every satellite is followed over the years."),)
    if found[0].scale is None:
        return ()
    from orbitviz.analysis.scale.figures import figures_of

    rows = {row.key: row for rows in figures_of(found[0].scale).values() for row in rows}
    return tuple(
        Fact(rows[key].name, rows[key].text.replace(" (", "\n("), rows[key].basis)
        for key in _SHOWN
        if key in rows
    )


def _charts(answers: Answers) -> tuple[Chart, ...]:
    scale = next((one.scale for one in answers.get(SCALE, ())), None)
    if scale is None:
        return ()
    from orbitviz.analysis.scale.charts import (
        air_chart,
        altitude_chart,
        meetings_chart,
        power_chart,
    )

    today = tuple(
        (_short(one.name), one.density.count.sum(axis=1)) for one in answers[DENSITY].catalogues
    )
    return (
        power_chart(scale), altitude_chart(scale, today), meetings_chart(scale), air_chart(scale),
    )  # fmt: skip


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


SCALE_PANEL = PanelSpec(
    id="scale",
    title="Scale",
    help="Show or hide how large the fleet is: power, payback, debris, the air.",
    shortcut="Shift+F3",
    at_first=False,
    needs=frozenset({SCALE, DENSITY}),
    heading=_heading,
    notice=_notice,
    facts=_facts,
    charts=_charts,
    card_title="Beside the world",
    footnote="The whole design, whatever is selected, as the verb plan follows it over 20 calendar "
    "years. In brackets low and high; sources and their certainty in the tips.",
)
