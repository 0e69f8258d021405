"""The declaration of a panel: what it needs from the analysis and what it shows; no Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from orbitviz.analysis.answers.analyst import FINDINGS
from orbitviz.analysis.answers.comparison import COMPARISON, SELECTED
from orbitviz.analysis.answers.needs import Answers, Needs, SlowNeed
from orbitviz.analysis.chart import Chart
from orbitviz.analysis.figures import Figures
from orbitviz.ui.panels.facts import Fact, TableCard


@dataclass(frozen=True)
class ComparisonColumn:
    """One column of the table that compares groups or shells."""

    heading: str
    text: Callable[[Figures], str]
    help: str


def no_notice(answers: Answers) -> str:
    """Return nothing: of most panels there is nothing to say beside the figures."""
    return ""


def no_tables(answers: Answers) -> tuple[TableCard, ...]:
    """Return none: most panels have no table but that of groups or shells."""
    return ()


def selection_title(answers: Answers) -> str:
    """Return what is selected, in words."""
    return answers[SELECTED].title


@dataclass(frozen=True, kw_only=True, eq=False)
class PanelSpec:
    """One panel of the analysis; listed in `registry`, it gets a dock, a menu entry and a key.

    help         one sentence for the menu and the list of commands
    shortcut     key that shows or hides it, "" for none
    needs        what `facts`, `charts` and `heading` read from the answers; SELECTED, FINDINGS
                 and, for the columns, COMPARISON come with every panel
    columns      of the table that compares groups or shells, none for no table
    card_title   heads the facts
    notice       a sentence above the figures, or in their place where there are none; "" for none
    tables       that stand below the charts
    at_first     whether it lies with the others in a window that is new
    over_years   whether it is about the whole design over the years, and not about the selection
                 now: the dates of its charts are those of the fleet, and not of the sky
    """

    id: str
    title: str
    help: str
    shortcut: str
    needs: Needs
    facts: Callable[[Answers], tuple[Fact, ...]]
    charts: Callable[[Answers], tuple[Chart, ...]]
    footnote: str
    columns: tuple[ComparisonColumn, ...] = ()
    heading: Callable[[Answers], str] = selection_title
    card_title: str = "Now"
    notice: Callable[[Answers], str] = no_notice
    tables: Callable[[Answers], tuple[TableCard, ...]] = no_tables
    at_first: bool = True
    over_years: bool = False

    @cached_property
    def slow_needs(self) -> frozenset[SlowNeed[Any]]:
        """The needs that are answered step by step, while the panel shows the rest."""
        return frozenset(need for need in self.needs if isinstance(need, SlowNeed))

    @cached_property
    def quick_needs(self) -> Needs:
        """The needs that must be answered before the panel shows anything."""
        common: Needs = frozenset({SELECTED, FINDINGS})
        compared: Needs = frozenset({COMPARISON}) if self.columns else frozenset()
        return self.needs - self.slow_needs | common | compared
