"""For how much of the time a site has satellites in view, and how long it has none."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.coverage.sources import CoverSource, source_of
from orbitviz.analysis.site_observer import observer_on_earth
from orbitviz.base.arrays import Floats, numbers_between
from orbitviz.base.constants import DAY_S, MINUTE_S
from orbitviz.base.progress import Check, no_check
from orbitviz.model.design.groups import Site
from orbitviz.model.sky_options import DEFAULT_MIN_ELEVATION_DEG
from orbitviz.model.state import Document
from orbitviz.orbits.geodesy import zenith
from orbitviz.orbits.passes import Positions, find_passes
from orbitviz.orbits.propagate import states_at_times
from orbitviz.orbits.sgp4.chosen import ChosenObjects
from orbitviz.orbits.sky_span import SkySpan
from orbitviz.orbits.timescale import Instant

_FOLLOWED = 600  # satellites up to which every pass is found, exactly
_STEP_S, _MOST_STEPS = 30.0, 20_000
_MOST_SINGLE_LOOKS = 3e6


@dataclass(frozen=True, kw_only=True)
class SiteCover:
    """Satellites in view of a site from `begin` on.

    share             of the time with `at_least` satellites in view, 0..1
    gaps              spans without so many, those cut by the ends included
    longest_gap_s     0 without any, as mean_gap_s
    mean_revisit_s    mean from the begin of one cover to the next; None with less than two
    in_view_mean      mean over the time; in_view_min the fewest
    worst_elevation_deg  lowest that the highest satellite stands, of samples on a spherical Earth
    step_s            of the samples; None where every pass was found, to 0.1 ms
    """

    site: str
    lat_deg: float
    lon_deg: float
    begin: str
    span_s: float
    min_elevation_deg: float
    at_least: int
    share: float
    gaps: int
    longest_gap_s: float
    mean_gap_s: float
    mean_revisit_s: float | None
    in_view_mean: float
    in_view_min: int
    worst_elevation_deg: float
    step_s: float | None


def site_cover(
    source: CoverSource,
    site: Site,
    begin: Instant,
    *,
    span_s: float = DAY_S,
    min_elevation_deg: float = DEFAULT_MIN_ELEVATION_DEG,
    at_least: int = 1,
    check: Check = no_check,
) -> SiteCover:
    """Return how a site is covered in a span, which the ephemeris must cover.

    Up to 600 satellites all passes over the ellipsoid are found. More are counted at samples on a
    sphere through the site, above its own horizon: gaps shorter than a step can be missed.
    """
    sky = SkySpan.over(begin, span_s)
    sampled, worst_rad = _sampled(source, site, sky, span_s, min_elevation_deg, check)
    is_exact = len(source) <= _FOLLOWED
    steps = _followed(source, site, sky, span_s, min_elevation_deg) if is_exact else sampled
    has = steps.counts >= at_least
    share = float(steps.lengths_s[has].sum() / span_s)
    gap_s = _runs(~has, steps.lengths_s)
    begins = steps.begins_s[1:][has[1:] & ~has[:-1]]
    return SiteCover(
        site=site.name,
        lat_deg=site.lat_deg,
        lon_deg=site.lon_deg,
        begin=begin.isoformat(),
        span_s=span_s,
        min_elevation_deg=min_elevation_deg,
        at_least=at_least,
        share=share,
        gaps=len(gap_s),
        longest_gap_s=float(gap_s.max(initial=0.0)),
        mean_gap_s=float(gap_s.mean()) if len(gap_s) else 0.0,
        mean_revisit_s=float(np.diff(begins).mean()) if len(begins) > 1 else None,
        in_view_mean=float(steps.counts @ steps.lengths_s / span_s),
        in_view_min=int(steps.counts.min()),
        worst_elevation_deg=math.degrees(worst_rad),
        step_s=None if is_exact else float(steps.lengths_s[0]),
    )


def covers_of_sites(
    document: Document,
    *,
    min_elevation_deg: float = DEFAULT_MIN_ELEVATION_DEG,
    span_s: float = DAY_S,
    check: Check = no_check,
) -> tuple[SiteCover, ...]:
    """Return how each site of a design is covered by all of its satellites, from the epoch on.

    min_elevation_deg   at sites without one of their own

    A site is without cover at some time where `gaps` is not 0; `longest_gap_s` says how long, and
    `worst_elevation_deg` how low the highest satellite stands then.
    """
    constellation = document.constellation
    source = source_of(constellation, np.ones(constellation.shell_count, bool))
    return tuple(
        site_cover(
            source, site, constellation.epoch, span_s=span_s,
            min_elevation_deg=(
                min_elevation_deg if site.min_elevation_deg is None else site.min_elevation_deg
            ),
            check=check,
        )
        for site in document.design.sites
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Steps:
    """Satellites in view, constant in each of k spans that follow one another."""

    begins_s: Floats
    lengths_s: Floats
    counts: NDArray[np.int64]


def _runs(wanted: NDArray[np.bool_], lengths_s: Floats) -> Floats:
    """Return the lengths of the runs of spans that are wanted."""
    edges = np.diff(np.concatenate(([False], wanted, [False])).astype(np.int8))
    total = np.concatenate(([0.0], np.cumsum(lengths_s)))
    return np.asarray(total[np.flatnonzero(edges < 0)] - total[np.flatnonzero(edges > 0)])


def _followed(
    source: CoverSource, site: Site, sky: SkySpan, span_s: float, min_elevation_deg: float
) -> _Steps:
    """Return the number in view from all passes."""
    observer, least = observer_on_earth(site), math.radians(min_elevation_deg)
    edges, steps = [np.array([0.0, span_s])], [np.zeros(2, np.int64)]
    for positions, count in _movers(source, sky):
        passes = find_passes(positions, count, observer, span_s, least)
        for times, step in zip(passes.ends(span_s), (1, -1), strict=True):
            edges.append(times)
            steps.append(np.full(len(times), step))
    times, order = np.unique(np.concatenate(edges), return_inverse=True)
    changes = np.bincount(order, np.concatenate(steps), len(times))
    counts = np.rint(np.cumsum(changes)[:-1]).astype(np.int64)
    return _Steps(times[:-1], np.diff(times), counts)


def _movers(source: CoverSource, sky: SkySpan) -> list[tuple[Positions, int]]:
    """Return where the satellites of the design and those of each catalogue are, and how many."""
    lanes = source.lanes
    rows = numbers_between(lanes.first, lanes.first + lanes.held)
    ours = np.concatenate((rows, lanes.singles))
    from_epoch_s = sky.start.seconds_since(lanes.constellation.epoch)

    def of_design(which: NDArray[np.integer], seconds: Floats) -> Floats:
        r_km, _ = states_at_times(lanes.constellation, ours[which], from_epoch_s + seconds)
        return sky.to_itrs(r_km, seconds)

    def of_objects(objects: ChosenObjects, which: NDArray[np.integer], seconds: Floats) -> Floats:
        r_km, _ = objects.positions(which, sky.start, seconds)
        return sky.to_itrs(r_km, seconds)

    found: list[tuple[Positions, int]] = [(of_design, len(ours))] if len(ours) else []
    for catalogue in source.catalogues:
        objects = ChosenObjects(catalogue.elements, range(len(catalogue)))
        found.append((partial(of_objects, objects), len(catalogue)))
    return found


def _sampled(
    source: CoverSource,
    site: Site,
    sky: SkySpan,
    span_s: float,
    min_elevation_deg: float,
    check: Check,
) -> tuple[_Steps, float]:
    """Return the number in view at samples, and the lowest elevation of the highest satellite."""
    least_step_s = MINUTE_S if len(source) <= _FOLLOWED else _STEP_S
    most = max(min(_MOST_STEPS, _MOST_SINGLE_LOOKS / max(source.single, 1)), 24.0)
    count = math.ceil(min(span_s / least_step_s, most))
    edges = np.linspace(0.0, span_s, count + 1)
    seconds = 0.5 * (edges[1:] + edges[:-1])
    upright = _zeniths_teme(site, sky, seconds)
    least = math.radians(min_elevation_deg)
    observer = observer_on_earth(site)
    earth_km = float(observer.r_km @ observer.axes[2])
    counts, worst_rad = np.zeros(count, np.int64), math.inf
    for k in range(count):
        check()
        in_view = replace(source.at(sky.start.plus_s(float(seconds[k]))), earth_km=earth_km)
        counts[k] = in_view.counts(upright[k : k + 1], least)[0]
        worst_rad = min(worst_rad, float(in_view.highest_rad(upright[k : k + 1])[0]))
    return _Steps(edges[:-1], np.diff(edges), counts), worst_rad


def _zeniths_teme(site: Site, sky: SkySpan, seconds: Floats) -> Floats:
    """Return the zenith of a site, (m, 3) unit vectors TEME, at times (m,)."""
    up = zenith(math.radians(site.lat_deg), math.radians(site.lon_deg))
    axes = [sky.to_itrs(np.tile(axis, (len(seconds), 1)), seconds) for axis in np.eye(3)]
    return np.column_stack([axis @ up for axis in axes])
