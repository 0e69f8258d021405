"""Routes through designs, and where they break."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from orbitviz.analysis.links.shell_links import LinkState, lengths_km, shell_links, states
from orbitviz.analysis.routes.finder import RouteFinder
from orbitviz.analysis.routes.over_time import routes_at, series_of, steps_s
from orbitviz.analysis.routes.route import NoRoute, Route
from orbitviz.analysis.site_observer import observer_on_earth
from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.groups import Site
from orbitviz.model.design.links import Links
from orbitviz.model.sites import site_named
from orbitviz.orbits.frames import Frame, rotation
from orbitviz.orbits.propagate import position_vectors
from tests.designs import design_of, walker

GRID = Links(pattern="+grid")


@pytest.fixture(scope="module")
def kuiper():
    """Kuiper without the links of its own: each test says which there are."""
    document = read_builtin("kuiper")
    groups = tuple(group.model_copy(update={"links": None}) for group in document.design.groups)
    return replace(document, design=document.design.model_copy(update={"groups": groups}))


def sites(*names):
    return tuple(site_named(name) for name in names)


def shortest_by_hand_km(document, ends, instant, least_deg, rule):
    """Bellman and Ford over all satellites and links of all shells."""
    constellation = document.constellation
    r_km = position_vectors(constellation, instant)
    to_itrs = rotation(Frame.TEME, Frame.ITRS, instant)
    observers = [observer_on_earth(site) for site in ends]
    km, ups = [], []
    for observer in observers:
        turned = r_km @ to_itrs.T
        km.append(np.linalg.norm(turned - observer.r_km, axis=1))
        ups.append(np.degrees(observer.elevation_rad(turned)) >= least_deg)
    best = np.where(ups[0], km[0], np.inf)
    links = [shell_links(constellation, k, rule) for k in range(constellation.shell_count)]
    for _ in range(400):
        before = best.copy()
        for some in links:
            length = lengths_km(some, r_km)
            stands = states(some, r_km, length) == LinkState.STANDS
            one, other, length = some.one[stands], some.other[stands], length[stands]
            np.minimum.at(best, other, best[one] + length)
            np.minimum.at(best, one, best[other] + length)
        if np.array_equal(before, best):
            break
    return float((best + np.where(ups[1], km[1], np.inf)).min())


@pytest.mark.parametrize(
    ("one", "other", "since_s"),
    [("London", "New York", 0.0), ("Quito", "Nairobi", 700.0), ("Tokyo", "Sydney", 5000.0)],
)
def test_no_way_is_shorter(kuiper, one, other, since_s):
    ends, instant = sites(one, other), kuiper.constellation.epoch.plus_s(since_s)
    found = RouteFinder(kuiper, ends, default_links=GRID).at(instant)
    assert isinstance(found, Route)
    by_hand_km = shortest_by_hand_km(kuiper, ends, instant, 25.0, GRID)
    assert found.length_km == pytest.approx(by_hand_km, abs=1e-6)
    assert found.hops == len(found.names) - 1 == len(found.rows) + 1
    assert (found.names[0], found.names[-1]) == (one, other)
    assert found.rtt_ms == pytest.approx(2.0 * found.length_km / 299.792458, rel=1e-12)


def test_a_finder_used_again_says_the_same_as_a_new_one(kuiper):
    ends, epoch = sites("London", "New York"), kuiper.constellation.epoch
    kept = RouteFinder(kuiper, ends, default_links=GRID)
    since_s = steps_s(1200.0, 300.0)
    assert since_s.tolist() == [0.0, 300.0, 600.0, 900.0, 1200.0]
    for found, one in zip(routes_at(kept, epoch, since_s), since_s, strict=True):
        new = RouteFinder(kuiper, ends, default_links=GRID).at(epoch.plus_s(float(one)))
        assert found.names == new.names


def test_a_site_with_an_elevation_of_its_own(kuiper):
    one, other = sites("London", "New York")
    high = one.model_copy(update={"min_elevation_deg": 80.0})
    found = RouteFinder(kuiper, (high, other), default_links=GRID).at(kuiper.constellation.epoch)
    assert isinstance(found, NoRoute)
    assert "no linked satellite stands above 80° over London; the highest is at" in found.why


def test_it_breaks_where_nothing_is_above(kuiper):
    ends = (site_named("London"), Site(name="Pole", lat_deg=90.0, lon_deg=0.0))
    found = RouteFinder(kuiper, ends, default_links=GRID).at(kuiper.constellation.epoch)
    assert isinstance(found, NoRoute)
    assert found.why.startswith("no linked satellite stands above 25° over Pole")


def test_it_breaks_where_links_end(kuiper):
    finder = RouteFinder(kuiper, sites("London", "Tokyo"), default_links=Links(pattern="none"))
    found = finder.at(kuiper.constellation.epoch)
    assert isinstance(found, NoRoute)
    assert found.why.startswith("from London links lead to ")
    assert "none of them above 25° over Tokyo; the nearest to it, 630 km, 51.9° p" in found.why


def test_one_satellite_over_both_is_a_route_without_links(kuiper):
    finder = RouteFinder(kuiper, sites("London", "Paris"), default_links=Links(pattern="none"))
    found = finder.at(kuiper.constellation.epoch)
    assert isinstance(found, Route)
    assert found.hops == 2


def test_a_group_without_links_takes_no_part(kuiper):
    groups = list(kuiper.design.groups)
    groups[0] = groups[0].model_copy(update={"links": GRID})
    design = kuiper.design.model_copy(update={"groups": tuple(groups)})
    finder = RouteFinder(replace(kuiper, design=design), sites("Madrid", "Rome"))
    found = finder.at(kuiper.constellation.epoch)
    assert isinstance(found, Route)
    assert set(kuiper.constellation.plane_shell[kuiper.constellation.plane_index[
        list(found.rows)]]) == {0}  # fmt: skip


def test_what_cannot_be_asked():
    bare = design_of(walker(550, 53, 2, 5), name="bare")
    with pytest.raises(UserError, match="no group of bare has links"):
        RouteFinder(bare, sites("London", "Tokyo"))
    london = site_named("London")
    place = Site(name="the same", lat_deg=london.lat_deg, lon_deg=london.lon_deg + 360.0)
    with pytest.raises(UserError, match="London and the same are the same place"):
        RouteFinder(bare, (london, place))


def test_a_series_tells_when_there_is_no_route():
    begin = read_builtin("kuiper").constellation.epoch
    no = NoRoute(instant=begin, why="because")
    legs = np.array([299.792458])
    yes = Route(instant=begin, names=("a", "b"), rows=(), r_km=np.zeros((2, 3)), legs_km=legs)
    series = series_of(begin, np.arange(5) * 10.0, [no, yes, no, no, yes])
    assert series.outages_s() == [(0.0, 0.0), (20.0, 30.0)]
    assert series.share_served == pytest.approx(0.4)
    assert math.isnan(series.rtt_ms[0])
    assert series.rtt_ms[1] == pytest.approx(2.0)
