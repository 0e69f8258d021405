"""Keyframes, picking, places to stand and the status caption, with a catalogue beside a design."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from orbitviz.engine.clock import Clock
from orbitviz.engine.engine import Engine, snapshot_at
from orbitviz.engine.keyframes import SPAN_S, keyframes
from orbitviz.engine.pick import Sight, pick
from orbitviz.engine.status_caption import status_caption
from orbitviz.engine.survey import survey
from orbitviz.engine.viewpoints import placed, pose_at_satellite, pose_at_shell, pose_facing
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.blank_document import blank_document
from orbitviz.model.camera import reference_axes
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Reference
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sgp4.batch import NOT_ITS_ORBIT, REASONS
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.overlay.captions import captions
from orbitviz.scene.satellites.appearance import UNMODELLED
from orbitviz.subsystems.quantities.orbit import ALTITUDE, GROUP, SUNLIGHT
from orbitviz.subsystems.quantities.registry import COLOURS
from orbitviz.ui.panels.selection_facts import cards_of
from tests.formats import element_sets as sets
from tests.formats.chunks import chunks_of

NOW = Instant.parse("2026-09-01T12:00:00Z")
OBJECTS = ShellKey(catalogue_id(0), 0)
ONE_METRE_KM = 1e-3


@pytest.fixture(scope="module")
def catalogue():
    return read_tle(chunks_of(sets.as_tle(3))).catalogue(Path("made.tle"))


@pytest.fixture(scope="module")
def state(catalogue):
    return State.of(read_builtin("starlink-gen1"), Playback(NOW, playing=False), (catalogue,))


def test_between_keyframes_positions_are_those_of_sgp4(catalogue):
    frames = keyframes(catalogue, NOW, 1.0)
    for share in (0.0, 0.13, 0.5, 0.77, 1.0):
        instant = frames.begin.plus_s(share * SPAN_S)
        r_km, _, _ = catalogue.propagate(instant)
        gap = np.linalg.norm(frames.positions_km(instant) - r_km, axis=1)
        assert gap.max() < ONE_METRE_KM


@pytest.mark.parametrize("rate", [1.0, -1.0])
def test_keyframes_lie_ahead_in_the_sense_of_time(catalogue, rate):
    frames = keyframes(catalogue, NOW, rate)
    assert frames.covers(NOW)
    assert frames.covers(NOW.plus_s(0.8 * rate * SPAN_S))


def test_objects_that_fail_are_counted_named_and_not_drawn(state, catalogue):
    later = NOW.plus_s(80 * 365.25 * 86_400.0 / 4)
    snapshot = snapshot_at(state, later, with_maps=False)
    failed = catalogue.propagate(later)[2] != 0
    assert len(snapshot.failed[OBJECTS.source]) == failed.sum()
    assert snapshot.modelled == len(state.document.constellation) + len(catalogue)
    assert snapshot.drawn == snapshot.modelled - (~snapshot.keyframes[OBJECTS.source].alive).sum()
    assert snapshot.stale[OBJECTS.source] == len(catalogue)
    line = status_caption(state, snapshot, "soft")
    assert "elements older than 14 days" in line
    assert line.endswith("soft")
    assert "exposure" not in line
    darker = replace(state, view=replace(state.view, brightness=2.0**-1.5))
    assert "exposure −1.5 stops" in status_caption(darker, snapshot)


def test_after_a_jump_in_time_no_figures_of_before_are_told(state, catalogue):
    later = NOW.plus_s(80 * 365.25 * 86_400.0 / 4)
    there, here = (
        snapshot_at(state, later, with_maps=False),
        snapshot_at(state, NOW, with_maps=False),
    )
    jumped = replace(here, survey=there.survey)
    assert "older than" in status_caption(state, there)
    assert "older than" not in status_caption(state, jumped)
    assert there.failed
    assert not jumped.failed
    facts = {fact.name for card in cards_of(state, jumped) for fact in card.facts}
    assert not facts & {"Stale", "Not drawn"}
    recent = replace(here, survey=replace(there.survey, instant=NOW.plus_s(-86_400.0)))
    assert "older than" in status_caption(state, recent)


def test_failures_are_told_one_by_one(state, catalogue):
    later = NOW.plus_s(80 * 365.25 * 86_400.0 / 4)
    error = catalogue.propagate(later)[2]
    failures = catalogue.failures(later)
    told = [
        (int(catalogue.object_id[row]), catalogue.object_name[row], REASONS[int(error[row])])
        for row in np.flatnonzero(error)
    ]
    assert list(failures) == told
    assert list(failures[:1]) == told[:1]
    assert list(snapshot_at(state, later, with_maps=False).failed[OBJECTS.source]) == told


def test_a_survey_is_what_a_whole_propagation_gives(state, catalogue):
    geometry = sky_geometry_at(NOW)
    figures = survey(state, NOW, geometry)
    r_km, _, error = catalogue.propagate(NOW)
    light = sunlit(r_km[error == 0], geometry.sun_teme_km)
    assert figures.sunlit[OBJECTS] == pytest.approx(light.mean(), abs=1e-12)
    days = np.abs(catalogue.age_days(NOW))
    assert figures.ages[OBJECTS.source].usual_days == np.median(days)
    assert figures.ages[OBJECTS.source].oldest_days == days.max()
    assert figures.ages[OBJECTS.source].stale == catalogue.stale(NOW).sum()


def test_keyframes_are_two_whole_propagations(catalogue):
    frames = keyframes(catalogue, NOW, 1.0)
    for instant, r_km, v_km_s in (
        (frames.begin, frames.r0_km, frames.v0_km_s),
        (frames.begin.plus_s(SPAN_S), frames.r1_km, frames.v1_km_s),
    ):
        r, v, error = catalogue.propagate(instant)
        assert not error.any()
        assert np.array_equal(r_km, r.astype(np.float32))
        assert np.array_equal(v_km_s, v.astype(np.float32))
    assert frames.alive.all()


def test_hidden_shells_are_not_counted_as_drawn(state):
    hidden = replace(state, hidden=frozenset([ShellKey(MAIN_DESIGN, 0), OBJECTS]))
    snapshot = snapshot_at(hidden, NOW, with_survey=False, with_maps=False)
    first = state.document.constellation.shell_first
    assert snapshot.modelled - snapshot.drawn == first[1] + len(state.catalogues[OBJECTS.source])


def test_every_shell_and_catalogue_has_a_sunlit_share(state):
    snapshot = snapshot_at(state, NOW, with_maps=False)
    assert set(snapshot.sunlit) == {ShellKey(MAIN_DESIGN, k) for k in range(5)} | {OBJECTS}
    assert all(0.0 <= share <= 1.0 for share in snapshot.sunlit.values())


def looking_down(r_km, distance_km=2_000.0):
    """Return eye and projection of a camera straight above a point."""
    up = r_km / np.linalg.norm(r_km)
    east = np.cross([0.0, 0.0, 1.0], up)
    east /= np.linalg.norm(east)
    north = np.cross(up, east)
    eye = r_km + distance_km * up
    sight = Sight(eye, -up, 0.01)

    def project(points):
        relative = points - eye
        depth = -relative @ up
        return 500 + 800 * np.stack([relative @ east, -relative @ north], 1) / depth[:, None], depth

    return sight, project


def test_a_click_finds_the_satellite_under_it(state):
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=False)
    constellation = state.document.constellation
    for row in (0, 1_700, 4_400):
        r_km = state_vectors(constellation, NOW, slice(row, row + 1))[0][0]
        sight, project = looking_down(r_km)
        found = pick(state, snapshot, project, sight, (500.0, 500.0), 5.0)
        assert found is not None
        assert found.satellite.row == row
        shell = constellation.plane_shell[constellation.plane_index[row]]
        assert found.shell == ShellKey(MAIN_DESIGN, int(shell))


def test_a_click_finds_objects_of_a_catalogue(state):
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=False)
    r_km = snapshot.keyframes[OBJECTS.source].positions_km(NOW)[3]
    sight, project = looking_down(r_km)
    found = pick(state, snapshot, project, sight, (500.0, 500.0), 3.0)
    assert found is not None
    assert (found.shell, found.satellite.row) == (OBJECTS, 3)


def test_a_click_finds_nothing_behind_the_earth(state):
    only = replace(
        state,
        hidden=frozenset(ShellKey(MAIN_DESIGN, k) for k in range(1, 5)) | {OBJECTS},
    )
    snapshot = snapshot_at(only, NOW, with_survey=False, with_maps=False)
    r_km = state_vectors(state.document.constellation, NOW, slice(0, 1))[0][0]
    sight, project = looking_down(-r_km, 20_000.0)
    pixels, _ = project(r_km[None])
    found = pick(only, snapshot, project, sight, tuple(pixels[0]), 1.0)
    assert found is None or found.satellite.row != 0


def test_what_the_earth_hides_is_what_a_walk_along_the_line_finds():
    rng = np.random.default_rng(3)
    eye = np.array([12_000.0, 3_000.0, -4_000.0])
    points = rng.normal(size=(400, 3))
    points *= (rng.uniform(6_800, 20_000, 400) / np.linalg.norm(points, axis=1))[:, None]
    scale = np.array([6378.137, 6378.137, 6356.7523])
    walk = np.linspace(0.0, 1.0, 4_001)[:, None]
    expected = [np.any(np.sum(((eye + walk * (p - eye)) / scale) ** 2, axis=1) < 1) for p in points]
    assert np.array_equal(hidden_by_earth(eye, points), expected)


@pytest.mark.parametrize("key", [ShellKey(MAIN_DESIGN, 2), OBJECTS])
@pytest.mark.parametrize("reference", list(Reference))
def test_a_flight_to_a_shell_ends_at_one_of_its_satellites(state, key, reference):
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=False)
    pose = pose_at_shell(state, snapshot, key, CameraPose(reference=reference))
    assert pose is not None
    target = np.asarray(pose.target_km) @ reference_axes(reference, snapshot.geometry)
    if key is OBJECTS:
        r_km = snapshot.keyframes[OBJECTS.source].positions_km(NOW)
    else:
        first = state.document.constellation.shell_first
        rows = slice(int(first[key.shell]), int(first[key.shell + 1]))
        r_km = state_vectors(state.document.constellation, NOW, rows)[0]
    assert np.linalg.norm(r_km - target, axis=1).min() < ONE_METRE_KM


@pytest.mark.parametrize("reference", list(Reference))
def test_a_picture_of_a_cluster_is_taken_from_its_side(reference):
    """81 satellites within 2 km, none of them behind the Earth."""
    cluster = read_builtin("suncatcher-81").constellation
    geometry = sky_geometry_at(NOW)
    pose = pose_facing(cluster, geometry, CameraPose(reference=reference))
    azimuth, elevation = pose.azimuth_rad, pose.elevation_rad
    outward = (np.cos(elevation) * np.cos(azimuth), np.cos(elevation) * np.sin(azimuth))
    eye = pose.distance_km * np.array([*outward, np.sin(elevation)])
    r_km = state_vectors(cluster, NOW)[0] @ reference_axes(reference, geometry).T
    assert not hidden_by_earth(eye, r_km).any()


def test_a_picture_of_shells_all_around_is_taken_from_where_it_was():
    camera = CameraPose()
    around = read_builtin("starlink-gen1").constellation
    assert pose_facing(around, sky_geometry_at(NOW), camera) is camera


def test_the_engine_answers_at_once_and_completes_behind(state):
    calls, failures = [], []
    engine = Engine(calls.append, failures.append)
    first = engine.snapshot(state)
    engine.request_survey(state)
    assert first.keyframes == {OBJECTS.source: None}
    for _ in range(100):
        engine.wait(0.2)
        while calls:
            calls.pop(0)()
        later = engine.snapshot(state)
        if later.keyframes[OBJECTS.source] is not None and later.sunlit:
            break
    engine.close()
    assert later.keyframes[OBJECTS.source].covers(NOW)
    assert failures == []


def test_keyframes_are_asked_for_the_time_at_which_they_will_be_there(state):
    calls, failures, wall_s = [], [], [100.0]
    engine = Engine(calls.append, failures.append, Clock(lambda: wall_s[0]))
    running = replace(state, playback=Playback(NOW, 10.0))

    def answer():
        """Return the snapshot after the keyframes that were asked for have come."""
        engine.snapshot(running)
        assert engine.wait(60.0)
        wall_s[0] += 2.0  # so long they took
        while calls:
            calls.pop(0)()
        return engine.snapshot(running)

    first = answer().keyframes[OBJECTS.source].begin
    wall_s[0] += 1.0  # 30 s of playback: 54 s are covered, and 5 + 20 s ahead are asked for
    before = engine.clock.now(running.playback)
    begin = answer().keyframes[OBJECTS.source].begin
    engine.close()
    assert first.seconds_since(NOW) == pytest.approx(-6.0)  # how long they take is not known yet
    # 0.8 of 20 s, less a tenth of the span.
    assert begin.seconds_since(before) == pytest.approx(10.0, abs=1e-3)
    assert failures == []


def test_states_that_contradict_their_elements_are_neither_drawn_nor_counted():
    """An object that decays within days; 60 days before, SGP4 puts it 6e13 km away."""
    text = (
        "1 90010U 22151A   25058.12407234  .09435527  24934+0  44853-1 0  9995\n"
        "2 90010  98.5849 110.9278 0014449 269.2407  90.7207 15.92146194 26684\n"
    )
    decaying = read_tle(chunks_of(text)).catalogue(Path("decaying.tle"))
    state = State.of(blank_document("", NOW), Playback(NOW, playing=False), (decaying,))
    before = snapshot_at(state, Instant.parse("2024-12-30"), with_maps=False)
    (source,) = state.catalogues
    assert (before.drawn, before.modelled) == (0, 1)
    assert not before.keyframes[source].alive.any()
    ((number, _, reason),) = before.failed[source]
    assert (number, reason) == (90010, REASONS[NOT_ITS_ORBIT])
    assert before.sunlit[ShellKey(source, 0)] != before.sunlit[ShellKey(source, 0)]  # not a number
    assert "1 failed in SGP4" in status_caption(state, before)
    at_epoch = snapshot_at(state, Instant.parse("2025-02-27T03:00:00"), with_maps=False)
    assert (at_epoch.drawn, len(at_epoch.failed[source])) == (1, 0)


@pytest.mark.parametrize("colour", COLOURS, ids=lambda colour: colour.key)
def test_the_legend_says_what_the_dots_of_a_catalogue_are(state, catalogue, colour):
    """A row of its own, or a scale that it is on: altitude and sunlight are known of it."""
    shown = replace(state, view=replace(state.view, colour_mode=colour.key))
    snapshot = snapshot_at(shown, NOW)
    legend = captions(shown, snapshot, "soft").legend
    rows = [row for row in legend.rows if row.text == "made"]
    if colour in (ALTITUDE, SUNLIGHT):
        assert rows == []
        assert legend.bar or len(legend.rows) == 2
        # The catalogue flies higher than the shells of Starlink, which begin and end at its scale.
        assert legend.bar_high.startswith("≥ ") == (colour is ALTITUDE)
        assert not legend.bar_low.startswith("≤ ")
    elif colour is GROUP:
        assert [row.detail for row in rows] == ["5"]
    else:
        assert rows == [(UNMODELLED, "made", "5, not modelled")]
    hidden = replace(shown, hidden=frozenset({OBJECTS}))
    assert not any("made" in row.text for row in captions(hidden, snapshot, "").legend.rows)


def test_the_driver_is_named_on_a_picture_only_on_request(state):
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=False)
    assert "soft" not in captions(state, snapshot, "soft").status_caption
    named = replace(state.view, layers=replace(state.view.layers, driver_name=True))
    shown = captions(replace(state, view=named), snapshot, "soft")
    assert shown.status_caption.endswith("soft")


def test_a_satellite_is_flown_to_where_it_is(state, catalogue):
    snapshot = snapshot_at(state, NOW, with_maps=False)
    for satellite in (SatelliteKey(MAIN_DESIGN, 17), SatelliteKey(OBJECTS.source, 3)):
        if satellite.source is MAIN_DESIGN:
            (r_km,), _ = state_vectors(state.document.constellation, NOW, np.array([17]))
        else:
            r_km = catalogue.propagate(NOW)[0][3]
        pose = pose_at_satellite(state, snapshot, satellite, state.view.camera)
        assert pose.follows == satellite
        _, mount = placed(state, snapshot, pose)
        assert mount.origin_km == pytest.approx(r_km, abs=2.0 * ONE_METRE_KM)
    waiting = replace(snapshot, keyframes={OBJECTS.source: None})
    assert pose_at_satellite(state, waiting, satellite, state.view.camera) is None


def test_the_median_epoch_is_that_of_the_middle_object(catalogue):
    epochs = sorted(catalogue.epoch_jd_whole + catalogue.epoch_jd_frac)
    median = catalogue.median_epoch
    assert median.jd_whole + median.jd_frac == pytest.approx(epochs[2], abs=1e-8, rel=0.0)
    assert not catalogue.is_stale(median.plus_s(13.9 * 86_400.0))
    assert catalogue.is_stale(median.plus_s(14.1 * 86_400.0))
    assert catalogue.is_stale(median.plus_s(-14.1 * 86_400.0))
