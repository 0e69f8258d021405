"""Sites of the design that have no satellite in view at some time."""

from __future__ import annotations

from collections.abc import Iterator

from orbitviz.analysis.check.finding import Finding, Rule
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.coverage.site_cover import covers_of_sites
from orbitviz.analysis.remark import Severity
from orbitviz.base.constants import HOUR_S, MINUTE_S
from orbitviz.base.units import number_text, share_text
from orbitviz.model.sky_options import DEFAULT_MIN_ELEVATION_DEG


def _find(subject: Subject) -> Iterator[Finding]:
    for cover in covers_of_sites(subject.document, check=subject.check):
        if not cover.gaps:
            continue
        never = cover.share == 0.0
        yield Finding(
            rule=RULE.name,
            severity=Severity.WARNING,
            place=f"site {cover.site}",
            value=cover.longest_gap_s / MINUTE_S,
            unit="minutes",
            limit=0.0,
            why=f"No satellite stands above {number_text(cover.min_elevation_deg)}° over "
            f"{cover.site} "
            + (
                f"in {number_text(cover.span_s / HOUR_S)} hours from the epoch."
                if never
                else f"for {share_text(1.0 - cover.share)} of {number_text(cover.span_s / HOUR_S)} "
                f"hours from the epoch, in {cover.gaps:,} gaps, the longest of "
                f"{number_text(cover.longest_gap_s / MINUTE_S)} minutes."
            ),
        )


RULE = Rule(
    name="cover",
    category="coverage",
    title="Site without cover",
    reason="A site that sees no satellite reaches none.",
    source="passes over the site, or samples where satellites are many, for a day from the epoch; "
    f"least elevation: that of the site, assumed {DEFAULT_MIN_ELEVATION_DEG:g}° where it has none",
    find=_find,
)
