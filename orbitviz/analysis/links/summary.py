"""The links of each shell in numbers: how many, how long now and over an orbit, how many broken."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.links.plane_pairs import plane_pairs
from orbitviz.analysis.links.shell_links import (
    LinkKind,
    LinkState,
    lengths_km,
    shell_links,
    states,
)
from orbitviz.model.design.links import PLUS_GRID, Links
from orbitviz.model.state import Document
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.links import length_span_km, longest_link_km
from orbitviz.orbits.propagate import position_vectors
from orbitviz.orbits.timescale import Instant

Span = tuple[float, float] | None  # least and greatest, km


@dataclass(frozen=True, kw_only=True)
class ShellSummary:
    """The links of one shell.

    count, seam         links, and pairs of satellites across a seam, which are no links
    in_plane_km         of those in the plane, now; None without any
    cross_plane_km      of those across planes, now
    over_orbit_km       of those across planes over an orbit, closed form; of circles alone
    longest_km          longest that range and, on circles, grazing height allow; None without any
    too_long, blocked   links that are broken now
    """

    shell: str
    pattern: str
    count: int
    seam: int
    in_plane_km: Span
    cross_plane_km: Span
    over_orbit_km: Span
    longest_km: float | None
    too_long: int
    blocked: int


def link_summaries(
    document: Document, instant: Instant, default_links: Links | None = None
) -> list[ShellSummary]:
    """Return the links of every shell whose group has some, at an instant.

    default_links   of groups without links of their own
    """
    constellation, groups = document.constellation, document.design.groups
    found = []
    for shell, group in enumerate(constellation.shell_group):
        rule = groups[group].links or default_links
        if rule is not None:
            found.append(_summary(constellation, shell, rule, instant))
    return found


def _summary(
    constellation: Constellation, shell: int, rule: Links, instant: Instant
) -> ShellSummary:
    first, last = (int(row) for row in constellation.shell_first[shell : shell + 2])
    links = shell_links(constellation, shell, rule)
    r_km = position_vectors(constellation, instant, slice(first, last))
    km = lengths_km(links, r_km, first)
    now = states(links, r_km, km, first)
    return ShellSummary(
        shell=constellation.shell_name[shell],
        pattern=rule.pattern,
        count=int(np.count_nonzero(links.kind != LinkKind.SEAM)),
        seam=int(np.count_nonzero(links.kind == LinkKind.SEAM)),
        in_plane_km=_span(km[links.kind == LinkKind.IN_PLANE]),
        cross_plane_km=_span(km[links.kind == LinkKind.CROSS_PLANE]),
        over_orbit_km=_over_orbit(constellation, shell, rule),
        longest_km=_longest_km(constellation, shell, rule),
        too_long=int(np.count_nonzero(now == LinkState.TOO_LONG)),
        blocked=int(np.count_nonzero(now == LinkState.BLOCKED)),
    )


def _longest_km(constellation: Constellation, shell: int, rule: Links) -> float | None:
    """Return how long a link of a shell may be."""
    if constellation.ecc[shell] > 0.0:
        return rule.range_km
    sight_km = float(longest_link_km(constellation.sma_km[shell], rule.grazing_km))
    return sight_km if rule.range_km is None else min(sight_km, rule.range_km)


def _over_orbit(constellation: Constellation, shell: int, rule: Links) -> Span:
    """Return the least and greatest length of links across planes over an orbit."""
    if rule.pattern != PLUS_GRID or constellation.ecc[shell] > 0.0:
        return None
    pairs = plane_pairs(constellation, shell, rule.offset)
    linked = ~pairs.is_seam
    if not linked.any():
        return None
    span = length_span_km(
        constellation.sma_km[shell],
        constellation.inc_rad[shell],
        pairs.node_rad[linked],
        pairs.phase_rad[linked],
    )
    return float(span.least_km.min()), float(span.greatest_km.max())


def _span(km: np.ndarray) -> Span:
    return (float(km.min()), float(km.max())) if len(km) else None
