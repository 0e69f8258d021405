"""From two designs to their comparison."""

from __future__ import annotations

from collections.abc import Iterable

from orbitviz.analysis.compare.figures import FIGURES, WHOLE, Figure, Preferred, Subject
from orbitviz.analysis.compare.matching import matching_groups
from orbitviz.analysis.compare.rows import CompareRow, DesignComparison, GroupComparison
from orbitviz.analysis.compare.side import Side
from orbitviz.analysis.report.rows import ReportRow


def compared(a: Side, b: Side) -> DesignComparison:
    """Return the comparison of two designs, which are both at the instant of A."""
    groups_a, groups_b = a.report.groups, b.report.groups
    matching = matching_groups(
        [group.name for group in groups_a], [group.name for group in groups_b]
    )
    as_many = _as_many(a.report.total, b.report.total)
    return DesignComparison(
        a=a.name,
        b=b.name,
        time=a.report.time,
        epoch_a=a.constellation.epoch.isoformat(),
        epoch_b=b.constellation.epoch.isoformat(),
        rows=_in_topics(
            [
                *_rows(FIGURES, a.report.total, b.report.total, as_many=as_many),
                *_rows(WHOLE, a, b, as_many=as_many),
            ]
        ),
        limited_by=(a.report.total.limited_by, b.report.total.limited_by),
        groups=tuple(
            GroupComparison(
                a=groups_a[pair.a].name,
                b=groups_b[pair.b].name,
                by_name=pair.by_name,
                rows=tuple(_rows_of_groups(groups_a[pair.a], groups_b[pair.b])),
            )
            for pair in matching.pairs
        ),
        only_a=tuple(groups_a[place].name for place in matching.only_a),
        only_b=tuple(groups_b[place].name for place in matching.only_b),
    )


def _as_many(a: ReportRow, b: ReportRow) -> bool:
    return a.satellites == b.satellites


def _rows_of_groups(a: ReportRow, b: ReportRow) -> Iterable[CompareRow]:
    return _rows(FIGURES, a, b, as_many=_as_many(a, b))


def _rows(
    figures: Iterable[Figure[Subject]], a: Subject, b: Subject, *, as_many: bool
) -> Iterable[CompareRow]:
    for figure in figures:
        yield CompareRow(
            key=figure.key,
            name=figure.name,
            topic=figure.topic,
            measure=figure.measure,
            preferred=figure.preferred if as_many or not figure.is_sum else Preferred.NEITHER,
            a=figure.value(a),
            b=figure.value(b),
        )


def _in_topics(rows: list[CompareRow]) -> tuple[CompareRow, ...]:
    """Return rows with those of one topic together, topics as they come first."""
    topics = list(dict.fromkeys(row.topic for row in rows))
    return tuple(sorted(rows, key=lambda row: topics.index(row.topic)))
