"""Fitting groups of shells to catalogues: designs that come back, noise, gaps and strays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from orbitviz.analysis.fitting.common_epoch import CommonElements, at_common_epoch
from orbitviz.analysis.fitting.fit import (
    BETWEEN_PLANES,
    ECCENTRIC,
    EQUATORIAL,
    RISING,
    SINKING,
    STALE,
    STRAY,
    UNEVEN,
    fit_catalogue,
)
from orbitviz.analysis.fitting.shells import find_shells
from orbitviz.base.errors import Cancelled, UserError
from orbitviz.base.packed_strings import PackedStrings
from orbitviz.base.progress import no_check
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.expand import expand
from orbitviz.orbits.patterns import walker_delta, walker_star
from orbitviz.orbits.sgp4.batch import MeanElements, Sgp4Batch, concatenated
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.sgp4.initialise import satellites_of
from orbitviz.orbits.sgp4.of_constellation import elements_at
from orbitviz.orbits.timescale import Instant
from tests.analysis.fitted import builtin_catalogue, farthest_apart_km

TAU = 2.0 * np.pi
# An angle of a TLE has four decimals: 6 m at 560 km. A phase of a design has five.
WRITTEN_KM = 0.03
NOW = Instant.parse("2026-11-22T00:00:00Z")


@pytest.mark.parametrize("name", ["kuiper", "starlink-gen1", "oneweb", "one-shell", "guowang"])
def test_a_design_written_as_tle_comes_back_as_the_same_groups(name, tmp_path):
    truth = read_builtin(name)
    fit = fit_catalogue(builtin_catalogue(name, tmp_path))
    assert fit.explained == 1.0
    assert fit.apart == {}
    assert signatures(fit.design) == signatures(truth.design)
    assert fit.design.slots == truth.design.slots
    found = expand(fit.design)
    assert farthest_apart_km(found, truth.constellation, NOW) < WRITTEN_KM
    for one in fit.groups:
        assert one.altitude_km < 1e-4
        assert one.along_km < WRITTEN_KM


def signatures(design):
    """What makes a group: its numbers, and its first and last altitude and inclination."""
    return sorted(
        (
            group.shells, group.planes, group.satellites_per_plane, group.phasing,
            *np.round(group.per_shell(group.altitude_km)[:: max(group.shells - 1, 1)], 3),
            *np.round(group.per_shell(group.inclination_deg)[:: max(group.shells - 1, 1)], 3),
        )
        for group in design.groups
    )  # fmt: skip


def test_a_day_later_the_same_groups_are_found(tmp_path):
    # Elements of one time, fitted at another: J2 moves nodes by up to 7 degrees a day.
    catalogue = builtin_catalogue("kuiper", tmp_path)
    later = NOW.plus_s(86_400.0)
    fit = fit_catalogue(catalogue, epoch=later)
    truth = read_builtin("kuiper")
    assert signatures(fit.design) == signatures(truth.design)
    assert farthest_apart_km(expand(fit.design), truth.constellation, later) < WRITTEN_KM
    # SGP4 has terms beyond the first order of J2: within a kilometre a day.
    elements = at_common_epoch(catalogue, np.arange(len(catalogue)), later)
    teme = catalogue.propagate(later)[0]
    arglat = elements.arglat_rad
    node = np.stack([np.cos(elements.raan_rad), np.sin(elements.raan_rad)], axis=1)
    along_node = (teme[:, :2] * node).sum(axis=1) / np.linalg.norm(teme, axis=1)
    off_km = 7_000.0 * np.abs(along_node - np.cos(arglat))
    assert np.median(off_km) < 4.0  # the short-period waves


def test_sun_synchronous_planes_are_named_by_their_local_time():
    fit = fit_catalogue(catalogue_of(elements_of_design("blue-origin-sunrise", 4)), least=40)
    assert all(group.group.pattern == "sun-synchronous" for group in fit.groups)
    hours = np.concatenate([group.group.ltan_h for group in fit.groups])
    assert np.allclose(np.abs((hours % 12) - 6), 0, atol=1e-3)


walkers = st.tuples(
    st.sampled_from(["walker-delta", "walker-star"]),
    st.integers(5, 24),  # planes
    st.integers(8, 30),  # slots a plane
    st.integers(0, 100),
    st.integers(0, 2**32 - 1),
)


@settings(max_examples=40)
@given(walkers)
def test_a_walker_pattern_survives_noise_gaps_spares_and_strays(drawn):
    kind, planes, slots, phasing, seed = drawn
    check_walker(kind, planes, slots, phasing % planes, np.random.default_rng(seed))


@pytest.mark.sweep
@settings(max_examples=1_000)
@given(walkers)
def test_many_walker_patterns_survive(drawn):
    kind, planes, slots, phasing, seed = drawn
    check_walker(kind, planes, slots, phasing % planes, np.random.default_rng(seed))


def check_walker(kind, planes, slots, phasing, rng):
    walker = {"walker-delta": walker_delta, "walker-star": walker_star}[kind]
    pattern = walker(planes * slots, planes, phasing).rotated(*rng.uniform(0, TAU, 2))
    raan = np.repeat(pattern.raan_rad, slots)
    arglat = np.repeat(pattern.phase_rad, slots) + np.tile(TAU * np.arange(slots) / slots, planes)
    flown = rng.random(len(raan)) > 0.15
    spares = rng.random(len(raan)) < 0.03
    raan, arglat = raan[flown | spares], arglat[flown | spares]
    spread = np.sqrt(np.mean(np.square(rng.normal(size=len(raan)))))
    assume(0.5 < spread < 2.0)
    raan = raan + np.radians(0.05) * rng.normal(size=len(raan))
    arglat = arglat + 0.04 * TAU / slots * rng.normal(size=len(raan))
    strays = 12  # on their way up or down, with any node
    count = len(raan) + strays
    elements = CommonElements(
        NOW,
        np.arange(count),
        np.concatenate([550 + 0.05 * rng.normal(size=len(raan)), np.linspace(350, 520, strays)]),
        np.zeros(count),
        np.radians(np.full(count, 70.0)) + np.radians(0.002) * rng.normal(size=count),
        np.concatenate([raan, rng.uniform(0, TAU, strays)]) % TAU,
        np.concatenate([arglat, rng.uniform(0, TAU, strays)]) % TAU,
        np.zeros(count),
    )
    (shell,) = find_shells(elements, 20, no_check)
    found = shell.pattern
    assert (found.kind, found.planes, found.slots) == (kind, planes, slots)
    assert found.phasing == phasing
    assert shell.altitude_km == pytest.approx(550, abs=0.05)
    misfit = shell.misfit
    assert misfit.in_plane == len(raan)
    assert misfit.placed > 0.95 * len(raan)
    along = np.sqrt(np.mean(np.square(misfit.along_rad))) * slots / TAU
    assert along == pytest.approx(0.04, rel=0.35)


def test_planes_at_any_node_are_given_one_by_one():
    rng = np.random.default_rng(5)
    nodes = np.radians([3.0, 47.0, 100.0, 171.0, 300.0])
    phases = rng.uniform(0, TAU / 20, 5)
    raan = np.repeat(nodes, 20)
    arglat = np.repeat(phases, 20) + np.tile(TAU * np.arange(20) / 20, 5)
    (shell,) = find_shells(circular(raan, arglat), 20, no_check)
    assert shell.pattern.kind == "planes"
    assert shell.pattern.slots == 20
    assert np.allclose(shell.pattern.raan_rad, nodes, atol=1e-9)
    off = (shell.pattern.phase_rad - phases + np.pi / 20) % (TAU / 20) - np.pi / 20
    assert np.allclose(off, 0, atol=1e-9)


def circular(raan, arglat, altitude_km=600.0):
    count = len(raan)
    return CommonElements(
        NOW, np.arange(count), np.full(count, altitude_km), np.zeros(count),
        np.full(count, np.radians(60.0)), raan % TAU, arglat % TAU, np.zeros(count),
    )  # fmt: skip


# What is set apart ------------------------------------------------------------------------


def elements_of_design(name, step=1):
    constellation = read_builtin(name).constellation
    return elements_at(constellation, NOW, np.arange(0, len(constellation), step))


def catalogue_of(elements: MeanElements) -> Catalogue:
    count = len(elements)
    return Catalogue(
        name="made",
        path=None,
        object_name=PackedStrings.empty(count),
        object_id=np.arange(1, count + 1),
        designator=PackedStrings.empty(count),
        elements=elements,
        batch=Sgp4Batch(satellites_of(elements, range(count))),
    )


def changed(elements: MeanElements, rows, **values) -> MeanElements:
    part = elements.part(np.asarray(rows, np.int64))
    return replace(part, **{name: np.full(len(part), value) for name, value in values.items()})


def test_what_is_in_no_shell_is_counted_with_its_reason():
    shell = elements_of_design("one-shell")
    climbing = changed(shell, range(5), bstar=-1e-4)
    faster = climbing.mean_motion_rad_s * np.linspace(1.01, 1.03, 5)
    climbing = replace(climbing, mean_motion_rad_s=faster)
    falling = replace(climbing, bstar=np.full(5, 1e-4))
    parts = [
        shell,
        climbing,
        falling,
        changed(shell, range(3), ecc=0.05),
        changed(shell, range(2), inc_rad=0.001),
        changed(shell, range(4), inc_rad=1.5),
        changed(shell, range(6), epoch_jd_whole=shell.epoch_jd_whole[0] - 30),
        changed(shell, [7], raan_rad=shell.raan_rad[7] + 0.1),
    ]
    fit = fit_catalogue(catalogue_of(concatenated(parts)), least=10)
    assert fit.objects == 480 + 26
    assert fit.placed == 480
    assert fit.apart == {
        STALE: 6, ECCENTRIC: 3, EQUATORIAL: 2, RISING: 5, SINKING: 5, STRAY: 4, BETWEEN_PLANES: 1,
    }  # fmt: skip
    assert sum(fit.apart.values()) + sum(one.objects for one in fit.groups) == fit.objects


def test_a_crowd_is_no_shell():
    with pytest.raises(UserError, match=r"not spread evenly .* \(81 in a crowd\)"):
        fit_catalogue(catalogue_of(elements_of_design("suncatcher-81")))
    both = concatenated([elements_of_design("one-shell"), elements_of_design("suncatcher-81")])
    fit = fit_catalogue(catalogue_of(both))
    assert fit.apart == {UNEVEN: 81}
    assert fit.placed == 480


def test_single_satellites_at_any_node_are_no_shell():
    rng = np.random.default_rng(8)
    nodes = np.arange(12) * TAU / 12 + rng.uniform(0, 0.2, 12)
    (shell,) = find_shells(circular(nodes, rng.uniform(0, TAU, 12)), 4, no_check)
    assert shell.misfit.placed == 12  # of one slot each: any phase fits
    assert not shell.is_even


@pytest.mark.parametrize(
    ("rows", "changes", "wrong"),
    [
        (range(0), {}, "0 objects are too few for a shell"),
        (range(1), {}, "1 object is too few for a shell"),
        (range(3), {}, "3 objects are too few"),
        (range(40), {"ecc": 0.04}, r"0 objects in circular orbits .* \(40 eccentric\)"),
        (range(40), {"epoch_jd_whole": 2461000.5}, r"\(40 with stale elements\)"),
    ],
)
def test_too_little_for_a_shell_is_told(rows, changes, wrong):
    catalogue = catalogue_of(changed(elements_of_design("one-shell"), rows, **changes))
    with pytest.raises(UserError, match=wrong):
        fit_catalogue(catalogue, epoch=NOW)


def test_objects_that_have_all_decayed_are_told():
    low = elements_of_design("one-shell").part(np.arange(40))
    # A mean motion of 17 revolutions a day lies below the ground.
    low = replace(low, mean_motion_rad_s=np.full(40, 17.2 * TAU / 86_400))
    with pytest.raises(UserError, match=r"\(40 without a position\)"):
        fit_catalogue(catalogue_of(low))


def test_objects_that_share_nothing_make_no_shell():
    elements = elements_of_design("one-shell").part(np.arange(40))
    elements = replace(
        elements, mean_motion_rad_s=elements.mean_motion_rad_s * np.linspace(0.8, 1.0, 40)
    )
    with pytest.raises(UserError, match="no 4 of the 40 objects in circular orbits share"):
        fit_catalogue(catalogue_of(elements))


def test_a_fit_can_be_cancelled():
    def cancel(done, label=""):
        if done > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        fit_catalogue(catalogue_of(elements_of_design("one-shell")), progress=cancel)
