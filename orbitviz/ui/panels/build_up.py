"""The panel of the years: how a design gets there, is kept, and what has flown beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orbitviz.analysis.answers.build_up import BUILD_UP, DELIVERED, STARLINK
from orbitviz.analysis.answers.needs import Answers
from orbitviz.analysis.chart import Chart
from orbitviz.base.units import MISSING, fixed_text, number_text, si_text
from orbitviz.ui.panels.facts import Fact, TableCard
from orbitviz.ui.panels.panel_spec import PanelSpec

if TYPE_CHECKING:
    from orbitviz.analysis.deployment.outlook import Outlook
    from orbitviz.analysis.deployment.starlink import Compared

# What plans a fleet is imported when there is an answer: the program starts without it.

_COMPUTING = "computing…"
_TABLE_HEADINGS = ("", "Model", "Counted", "Differs")


def _heading(answers: Answers) -> str:
    return answers.question.document.design.name


def _fleets(answers: Answers) -> tuple[Outlook | None, Outlook | None]:
    """Return the fleet as designed and as flown, None for those that are not there."""
    found = answers.get(BUILD_UP, ())
    return found[0].outlook if found else None, found[1].outlook if found[1:] else None


def _notice(answers: Answers) -> str:
    found = answers.get(BUILD_UP, ())
    if not found:
        return ""
    designed = found[0]
    if designed.outlook is None:
        return designed.refusal
    flown = f"As flown: {found[1].refusal}" if found[1:] and found[1].refusal else ""
    return "\n\n".join(text for text in (*designed.outlook.remarks, flown) if text)


def _facts(answers: Answers) -> tuple[Fact, ...]:
    if not answers.get(BUILD_UP, ()):
        return (Fact("Complete", _COMPUTING, "Every satellite is followed over the years."),)
    fleet, flown = _fleets(answers)
    if fleet is None:
        return ()
    last = int(fleet.years.year[-1])
    until = f"by {last}" if fleet.years.all_filled is None else "until then"
    return (
        Fact("Complete", _complete(fleet),
             "When every slot of the design has first had a satellite that works."),
        Fact(f"Launches {until}", f"{fleet.launches:,}", "Replacements are among them."),
        Fact(f"Mass {until}", si_text(fleet.mass_t, "t"), "Launched, replacements too."),
        Fact(f"Working, end {last}", _working(fleet), "At work, of the slots of the design."),
        Fact("Replaced a year", number_text(fleet.upkeep.satellites),
             "At length, in closed form: slots over the mean years of work, and those that fail "
             "early or are lost with their launch. In single years it comes in waves, as the "
             "satellites of the build-up reach their age together."),
        Fact("Launches for that", number_text(fleet.upkeep.launches), "A year; full launches."),
        Fact(f"Dead, end {last}", f"{int(fleet.years.dead[-1]):,}",
             "Left in orbit without control, until drag brings them down."),
        *_delivered(answers, last),
        *_as_flown(answers, flown),
    )  # fmt: skip


def _delivered(answers: Answers, last: int) -> tuple[Fact, ...]:
    """Return what the satellites that work at the end draw and compute."""
    found = answers.get(DELIVERED, ())
    texts = (_COMPUTING, _COMPUTING)
    if found and found[0].power_w is not None and found[0].flops_delivered is not None:
        power_w, flops = float(found[0].power_w[-1]), float(found[0].flops_delivered[-1])
        texts = (si_text(power_w, "W"), si_text(flops, "FLOP/s"))
    help_ = "Of those at work, each with its age: means over their orbits and the seasons."
    return (
        Fact(f"Power, end {last}", texts[0], help_),
        Fact(f"Compute, end {last}", texts[1], help_),
    )


def _as_flown(answers: Answers, flown: Outlook | None) -> tuple[Fact, ...]:
    """Return the same with what has flown at best."""
    from orbitviz.analysis.deployment.build_up_charts import FLOWN

    texts = (MISSING, MISSING) if answers[BUILD_UP][1:] else (_COMPUTING, _COMPUTING)
    if flown is not None:
        texts = (_complete(flown), _working(flown))
    return (
        Fact("As flown: complete", texts[0], FLOWN),
        Fact("As flown: working", texts[1], FLOWN),
    )


def _complete(fleet: Outlook) -> str:
    filled = fleet.years.all_filled
    if filled is None:
        return f"not by {int(fleet.years.year[-1])}"
    return f"{filled.to_datetime():%Y-%m-%d}"


def _working(fleet: Outlook) -> str:
    working = int(fleet.years.operational[-1])
    return f"{working:,} ({number_text(100.0 * working / max(fleet.slots, 1))} %)"


def _charts(answers: Answers) -> tuple[Chart, ...]:
    from orbitviz.analysis.deployment.build_up_charts import (
        build_up_charts,
        delivered_charts,
        starlink_chart,
    )

    fleet, flown = _fleets(answers)
    if fleet is None:
        return ()
    delivered, checks = answers.get(DELIVERED, ()), answers.get(STARLINK, ())
    return (
        *build_up_charts(fleet, flown),
        *(delivered_charts(delivered) if delivered else ()),
        *(starlink_chart(check) for check in checks),
    )


def _tables(answers: Answers) -> tuple[TableCard, ...]:
    checks = answers.get(STARLINK, ())
    if not checks:
        return ()
    from orbitviz.analysis.deployment.starlink import NOTE

    rows = tuple(_row(one) for one in checks[0].summary)
    return (TableCard("A check: the Starlinks since 2019", _TABLE_HEADINGS, rows, NOTE),)


def _row(one: Compared) -> tuple[str, ...]:
    percent = fixed_text(100.0 * one.difference, 1)
    sign = "+" if one.difference > 0.0 and float(f"{100.0 * one.difference:.1f}") else ""
    return one.name, f"{one.model:,.0f}", f"{one.published:,.0f}", f"{sign}{percent} %"


BUILD_UP_PANEL = PanelSpec(
    id="build_up",
    title="Build-up",
    help="Show or hide how the design is launched, kept and replaced over the years.",
    shortcut="Shift+F4",
    at_first=False,
    over_years=True,
    needs=frozenset({BUILD_UP, DELIVERED, STARLINK}),
    heading=_heading,
    notice=_notice,
    facts=_facts,
    charts=_charts,
    tables=_tables,
    card_title="Over the years",
    footnote="The whole design, whatever is selected, as the verb plan follows it: launches, "
    "failures, replacement, disposal and decay in steps of five days over 20 calendar years. A "
    "click on a chart shows the fleet at that date.",
)
