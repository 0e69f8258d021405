"""Moments of a tour: a pure function of time, without jumps of the camera."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from orbitviz.analysis.compare import measures
from orbitviz.analysis.compare.side import Side
from orbitviz.analysis.fleet import solve_fleet, sun_step_at
from orbitviz.analysis.night_sky import sky_counts
from orbitviz.analysis.remark import Severity
from orbitviz.base.errors import UserError
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.on_stage import MapLook, SkyLook
from orbitviz.engine.ruler import end_km
from orbitviz.engine.tours.later_figures import LaterFigures
from orbitviz.engine.tours.moments import Moments
from orbitviz.engine.tours.numbers import ShownNumber
from orbitviz.engine.tours.opened_tour import open_tour
from orbitviz.engine.viewpoints import placed
from orbitviz.formats.tours.tour_file import builtin_tours, parse_tour, read_tour
from orbitviz.model.camera import camera_axes
from orbitviz.model.sites import site_named
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant

HEAD = 'format = "orbitviz-tour/1"\ntitle = "T"\ndesign = "starlink-gen1"\n'
WAY = (
    HEAD
    + """
[[shots]]
name = "Around"
duration_s = 6
turn_deg = 60
[[shots.camera]]
view = "-60,18,26000"
[[shots.camera]]
at_s = 3
view = "20,40,30000"

[[shots]]
name = "Down"
duration_s = 8
reference = "earth"
time.rate = 30
[[shots.camera]]
at_s = 3
site = "Berlin"
height_km = 3000
[[shots.camera]]
at_s = 7
satellite = "550 km, 53.0° p001 s0001"

[[shots]]
name = "And out"
duration_s = 5
[[shots.camera]]
at_s = 5
view = "home"
"""
)


def jpeg() -> bytes:
    stream = BytesIO()
    Image.effect_noise((64, 64), 100.0).save(stream, "JPEG")
    return stream.getvalue()


def _moments(text: str, folder) -> Moments:
    path = folder / "tour.toml"
    path.write_text(text, encoding="utf-8")
    return Moments(open_tour(parse_tour(text, path)))


def _eye(moment) -> tuple[np.ndarray, np.ndarray]:
    """Return where the camera is, km TEME, and the direction in which it looks."""
    snapshot = snapshot_at(moment.state, moment.instant, with_survey=False, with_maps=False)
    pose, mount = placed(moment.state, snapshot, moment.state.view.camera)
    back = camera_axes(pose)[2]
    eye = np.asarray(pose.target_km) + pose.distance_km * back
    return mount.origin_km + eye @ mount.axes, -back @ mount.axes


def test_the_camera_never_jumps(tmp_path):
    moments = _moments(WAY, tmp_path)
    times_s = np.arange(0.0, moments.duration_s, 0.05)
    eyes, looks = zip(*(_eye(moments.at(float(t))) for t in times_s), strict=True)
    heights = np.linalg.norm(eyes, axis=1)
    # At 20 pictures a second every step is like those around it, however fast the camera is: a
    # cut would be a step of thousands of km among steps of a few.
    steps = np.linalg.norm(np.diff(eyes, axis=0), axis=1)
    around = np.maximum(np.r_[steps[1:], steps[-1]], np.r_[steps[0], steps[:-1]])
    assert (steps < 1.5 * around + 1.0).all()
    cosines = (np.array(looks)[1:] * np.array(looks)[:-1]).sum(axis=1)
    assert np.degrees(np.arccos(cosines.min())) < 12.0
    assert heights.min() > 6_378.0


def test_one_time_has_one_moment_in_whatever_order(tmp_path):
    first, second = _moments(WAY, tmp_path), _moments(WAY, tmp_path)
    times_s = [0.0, 17.3, 5.9, 12.2, 6.0, 19.0]
    ahead = {t: first.at(t) for t in times_s}
    back = {t: second.at(t) for t in reversed(times_s)}
    for time_s in times_s:
        one, other = ahead[time_s], back[time_s]
        assert one.state.view == other.state.view
        assert one.instant == other.instant
        assert (one.shot, one.time_s) == (other.shot, other.time_s)


def test_keys_are_met_at_their_times(tmp_path):
    moments = _moments(WAY, tmp_path)
    begin = moments.at(0.0).state.view.camera
    assert (begin.distance_km, np.degrees(begin.elevation_rad)) == pytest.approx((26_000.0, 18.0))
    key = moments.at(3.0).state.view.camera
    assert key.distance_km == pytest.approx(30_000.0)
    assert np.degrees(key.azimuth_rad) == pytest.approx(20.0 + 30.0)  # half of the turn
    over = moments.at(8.9999).state.view.camera
    assert over.distance_km == pytest.approx(6_378.137 + 3_000.0, abs=0.1)
    assert np.degrees([over.azimuth_rad, over.elevation_rad]) == pytest.approx(
        [13.4, 52.5], abs=0.3
    )
    assert moments.at(13.5).state.view.camera.follows is not None


def test_time_runs_as_the_shots_say(tmp_path):
    text = (
        HEAD
        + """
[[shots]]
name = "A"
duration_s = 4
time.rate = 60
[[shots]]
name = "B"
duration_s = 10
time.to = 2027-11-22T00:00:00Z
[[shots]]
name = "C"
duration_s = 1
time.at = 2026-06-01T00:00:00Z
time.rate = -10
"""
    )
    moments = _moments(text, tmp_path)
    begin = moments.at(0.0).instant
    assert begin.isoformat() == "2026-11-22T00:00:00Z"
    assert moments.at(3.0).instant.seconds_since(begin) == pytest.approx(180.0)
    assert moments.at(4.0).instant.seconds_since(begin) == pytest.approx(240.0)
    assert moments.at(9.0).instant.seconds_since(begin) == pytest.approx(
        240.0 + 0.5 * (365 * 86_400.0 - 240.0)
    )
    assert moments.of_shot(1, 10.0).instant.isoformat() == "2027-11-22T00:00:00Z"
    assert moments.at(15.0).instant.isoformat() == "2026-05-31T23:59:50Z"


def test_values_of_the_design_move(tmp_path):
    text = (
        HEAD
        + """
[[shots]]
name = "A"
duration_s = 4
[[shots.values]]
satellite = "starlink-v1"
key = "array.area_m2"
at_s = [1, 3]
values = [20.0, 40.0]
ease = "linear"
[[shots.values]]
group = "550 km, 53.0°"
key = "altitude_km"
at_s = [0, 4]
values = [550.0, 600.0]
"""
    )
    moments = _moments(text, tmp_path)
    design = moments.at(2.0).state.document.design
    assert design.satellites["starlink-v1"].array.area_m2 == pytest.approx(30.0)
    assert design.groups[0].altitude_km == pytest.approx(575.0)
    assert moments.at(2.0).state.document is moments.at(2.0).state.document
    constellation = moments.at(4.0).state.document.constellation
    assert constellation.sma_km[0] == pytest.approx(6_978.137)


def test_what_is_seen_follows_the_shot_and_the_tour(tmp_path):
    text = (
        HEAD
        + """
[view]
colour = "radiator"
hide = ["names"]
[[shots]]
name = "A"
duration_s = 4
view.groups = ["570 km, 70.0°"]
view.colour = "charge"
[[shots]]
name = "B"
duration_s = 4
view.select = ["570 km, 70.0°"]
"""
    )
    moments = _moments(text, tmp_path)
    first, second = moments.at(0.0).state, moments.at(5.0).state
    assert (first.view.colour_mode, second.view.colour_mode) == ("charge", "radiator")
    assert not first.view.layers.names
    assert int(first.shown_counts.sum()) == 720
    assert int(second.shown_counts.sum()) == 4_408
    assert second.selected_shells.sum() == 1


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('view.groups = ["570 km, 70.1°"]', 'line 8, shot "A", view.groups: there is no group'),
        ("[[shots.camera]]\nsatellite = 'p999 s0001'", "there is no satellite named"),
        ("[[shots.camera]]\nsite = 'Berlim'", 'did you mean "Berlin"?'),
        ("[[shots.camera]]\nshell = '570 km, 70.0'", "did you mean"),
        ("[[shots.camera]]\nview = 'polle'", 'there is no view named "polle"'),
        (
            "[[shots.values]]\nsatellite = 'starlink-v3'\nkey = 'mass_kg'\nat_s = [0]\n"
            "values = [1]",
            'did you mean "starlink-v1"?',
        ),
        (
            "[[shots.values]]\nsatellite = 'starlink-v1'\nkey = 'array.are_m2'\nat_s = [0]\n"
            "values = [1]",
            "array.are_m2",
        ),
        (
            "[[shots.values]]\ngroup = '570 km, 70.0°'\nkey = 'altitude_km'\nat_s = [0]\n"
            "values = [90]",
            "altitude_km",
        ),
        ("[[shots.captions]]\nnumber = 'total.satelites'", 'did you mean "satellites"?'),
        ("[[shots.captions]]\nnumber = 'design'", 'allowed: total., groups.NAME., check. or sky.'),
        ("[[shots.captions]]\nnumber = 'check.min_seperation_km'", '"min_separation_km"?'),
        ("[[shots.captions]]\nnumber = 'sky.above_min'", "the shot has no sky.site"),
        ("sky.site = 'London'\n[[shots.captions]]\nnumber = 'sky.above'", '"above_min"?'),
        ("picture = 'map'\nmap.site = 'Lodnon'", 'did you mean "London"?'),
        ("sky.site = 'Lodnon'", 'line 8, shot "A", sky.site: there is no site named "Lodnon"'),
        ("[[shots.callouts]]\ntext = 'a'\nsite = 'Lodnon'", 'did you mean "London"?'),
        ("[[shots.callouts]]\ntext = 'a'\nshell = '550 kn, 53.0°'", '"550 km, 53.0°"'),
        ("[[shots.callouts]]\ntext = 'a'\nsatellite = '550 km p001'", "callout 1 of 1"),
        ("view.groups = []\n[[shots.charts]]\nkind = 'sunlit-year'", "has nothing to show here"),
        ("time.rate = 100000\ntime.at = 2052-12-31T23:59:59Z", "the shot ends at 2053"),
    ],
)  # fmt: skip
def test_a_name_that_means_nothing_is_told_with_its_place(lines, expected, tmp_path):
    with pytest.raises(UserError) as caught:
        _moments(HEAD + '\n[[shots]]\nname = "A"\nduration_s = 4\n' + lines + "\n", tmp_path)
    assert expected in str(caught.value)
    assert str(tmp_path / "tour.toml") in str(caught.value)


@pytest.mark.parametrize("name", ["missing.toml", "starlink-gen3"])
def test_a_design_that_is_not_there_is_told_with_the_tour(name, tmp_path):
    text = HEAD.replace("starlink-gen1", name) + '[[shots]]\nname = "A"\nduration_s = 4\n'
    with pytest.raises(UserError, match=f'line 3, design: "{name}" cannot be opened'):
        _moments(text, tmp_path)


def test_a_design_beside_the_tour_is_found(tmp_path):
    design = (
        'format = "orbitviz/1"\nname = "Mine"\nepoch = 2026-11-22\n[[groups]]\n'
        'pattern = "walker-delta"\naltitude_km = 550\ninclination_deg = 53\nplanes = 3\n'
        "satellites_per_plane = 4\n"
    )
    (tmp_path / "mine.toml").write_text(design)
    text = HEAD.replace("starlink-gen1", "mine.toml") + '[[shots]]\nname = "A"\nduration_s = 4\n'
    assert _moments(text, tmp_path).at(0.0).state.document.design.name == "Mine"


def test_shots_may_have_designs_of_their_own(tmp_path):
    text = (
        HEAD
        + """
[[shots]]
name = "A"
duration_s = 2
[[shots]]
name = "B"
duration_s = 2
design = "oneweb"
[[shots]]
name = "C"
duration_s = 2
compare = "kuiper"
view.wipe = 0.4
"""
    )
    moments = _moments(text, tmp_path)
    names = [moments.at(t).state.document.design.name for t in (1.0, 3.0, 5.0)]
    assert names == ["Starlink Gen1", "OneWeb", "Starlink Gen1"]
    assert [len(moments.at(t).state.designs) for t in (1.0, 3.0, 5.0)] == [1, 1, 2]
    assert moments.at(5.0).state.view.wipe_share == 0.4


def test_captions_come_and_go_and_numbers_count_up(tmp_path):
    text = (
        HEAD
        + """
[[shots]]
name = "A"
duration_s = 10
[[shots.captions]]
number = "total.satellites"
text = "satellites"
begin_s = 1
end_s = 6
fade_s = 1
count_up_s = 2
"""
    )
    moments = _moments(text, tmp_path)
    assert not moments.at(0.5).on_stage.captions
    assert not moments.at(6.5).on_stage.captions
    assert moments.at(1.5).on_stage.captions[0].opacity == pytest.approx(0.5)
    (shown,) = moments.at(4.0).on_stage.captions
    assert (shown.number, shown.opacity) == ("4,408", 1.0)
    assert 0 < int(moments.at(2.0).on_stage.captions[0].number.replace(",", "")) < 4_408


@pytest.mark.parametrize(
    ("measure", "value", "share", "expected"),
    [
        (measures.COUNT, 1_000_000.0, 0.5, "500,000"),
        (measures.WATT, 1.2345e11, 1.0, "123 GW"),
        (measures.WATT, 1.2345e11, 0.01, "1 GW"),
        (measures.FLOPS, 2.5e20, 1.0, "250 EFLOP/s"),
        (measures.KILOGRAM, 2.5e9, 0.5, "1.25 Mt"),
        (measures.KELVIN, 340.0, 1.0, "66.9 °C"),
        (measures.KELVIN, 340.0, 0.5, "33.5 °C"),
        (measures.SHARE, 0.8123, 1.0, "81.2 %"),
        (measures.MINUTE, 21.42, 1.0, "21.4 min"),
        (measures.KW_PER_TONNE, 75.0, 1.0, "75 kW/t"),
    ],
)
def test_figures_are_written_with_their_unit(measure, value, share, expected):
    assert ShownNumber(value, measure).text(share) == expected


SKY = """
[[shots]]
name = "A"
duration_s = 4
time.at = 2026-11-22T17:30:00Z
time.rate = 600
sky.site = "London"
[[shots.captions]]
number = "sky.above_horizon"
updates_s = 1
[[shots.captions]]
number = "sky.stars_brighter_than.6"
[[shots.captions]]
number = "check.findings_warning"
"""


def test_numbers_come_from_sky_and_check_and_are_computed_anew(tmp_path):
    moments = _moments(HEAD + SKY, tmp_path)
    site, state = site_named("London"), moments.at(0.0).state
    shown = {t: moments.at(t).on_stage.captions for t in (0.5, 1.9, 2.1)}
    for time_s, update_s in ((0.5, 0.0), (1.9, 1.0), (2.1, 2.0)):
        instant = Instant.parse("2026-11-22T17:30:00Z").plus_s(600.0 * update_s)
        counts = sky_counts(state, site, sky_geometry_at(instant))
        assert shown[time_s][0].number == f"{counts.above_horizon:,}"
        assert shown[time_s][1].number == shown[0.5][1].number
    fleet = solve_fleet(state.document, sun_step_at(sky_geometry_at(state.playback.at)))
    checked = Side(state, sky_geometry_at(state.playback.at), fleet).checked
    assert checked.count(Severity.WARNING) > 0
    assert shown[0.5][2].number == str(checked.count(Severity.WARNING))


def test_a_shot_shows_the_map_or_the_sky_of_a_place(tmp_path):
    text = (
        HEAD
        + """
[[shots]]
name = "A"
duration_s = 4
picture = "map"
map.projection = "polar"
map.zoom = 3
map.site = "Berlin"
[[shots]]
name = "B"
duration_s = 4
picture = "sky"
sky.site = "London"
sky.azimuth_deg = 90
sky.min_elevation_deg = 30
turn_deg = 40
fade_in_s = 2
fade_out_s = 1
"""
    )
    moments = _moments(text, tmp_path)
    on_map = moments.at(1.0)
    assert isinstance(on_map.on_stage.flat, MapLook)
    assert on_map.on_stage.flat.zoom == 3.0
    assert np.degrees(on_map.on_stage.flat.lat_rad) == pytest.approx(52.5, abs=0.1)
    assert on_map.state.view.map_projection == "polar"
    at_dusk = moments.of_shot(1, 2.0)
    assert isinstance(at_dusk.on_stage.flat, SkyLook)
    assert np.degrees(at_dusk.on_stage.flat.azimuth_rad) == pytest.approx(90.0 + 20.0)
    sky = at_dusk.state.view.sky
    assert (sky.site.name, sky.min_elevation_deg) == ("London", 30.0)
    fades = [moments.of_shot(1, t).on_stage.darkness for t in (0.0, 1.0, 2.0, 3.0, 3.5, 4.0)]
    assert fades == pytest.approx([1.0, 0.5, 0.0, 0.0, 0.5, 1.0])


LAID = """
[view]
aside = 0.1
[[shots]]
name = "A"
duration_s = 4
[[shots.callouts]]
text = "One"
satellite = "550 km, 53.0° p001 s0001"
begin_s = 1
fade_s = 1
[[shots.callouts]]
text = "All"
shell = "550 km, 53.0°"
[[shots.callouts]]
text = "Home"
site = "Berlin"
[[shots]]
name = "B"
duration_s = 20
time.to = 2027-02-22T00:00:00Z
view.aside = -0.1
[[shots.charts]]
kind = "sunlit-year"
fade_s = 0
"""


def test_callouts_point_at_what_they_name(tmp_path):
    moments = _moments(HEAD + LAID, tmp_path)
    assert [one.text for one in moments.at(0.5).on_stage.callouts] == ["All", "Home"]
    one, belt, home = moments.at(2.0).on_stage.callouts
    assert one.opacity == 1.0
    assert np.linalg.norm(one.anchor.r_km) == pytest.approx(6_928.0, abs=2.0)
    assert np.hypot(belt.anchor.radius_km, belt.anchor.z_km) == pytest.approx(6_928.0, abs=2.0)
    assert np.degrees(np.arctan2(belt.anchor.z_km, belt.anchor.radius_km)) == pytest.approx(53.0)
    assert np.linalg.norm(home.anchor.r_km) == pytest.approx(6_365.0, abs=5.0)
    later = moments.at(3.0).on_stage.callouts[0]
    moved_km = np.linalg.norm(np.subtract(later.anchor.r_km, one.anchor.r_km))
    assert moved_km == pytest.approx(7.6, abs=0.1)  # a second of flight


def test_the_mark_of_a_chart_moves_with_the_time(tmp_path):
    moments = _moments(HEAD + LAID, tmp_path)
    first, last = (moments.of_shot(1, t).on_stage.charts[0] for t in (0.0, 20.0))
    assert first.chart is last.chart
    assert (first.mark, last.mark) == pytest.approx((0.0, 92.0), abs=0.01)  # days
    assert moments.of_shot(1, 10.0).on_stage.rate == pytest.approx(92 * 86_400 / 20, rel=1e-3)


def test_what_the_camera_looks_at_goes_aside_smoothly(tmp_path):
    moments = _moments(HEAD + LAID, tmp_path)
    aside = [moments.of_shot(1, t).on_stage.aside for t in (0.0, 2.0, 4.0, 20.0)]
    assert moments.of_shot(0, 2.0).on_stage.aside == 0.1
    assert aside == pytest.approx([0.1, 0.0, -0.1, -0.1])


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("no.png", None, '"no.png" is not there'),
        ("a.png", b"GIF89", '"a.png" is no picture'),
        ("cut.jpg", jpeg()[:600], '"cut.jpg" is no picture'),
    ],
)
def test_a_logo_that_cannot_be_shown_is_told(name, content, expected, tmp_path):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    text = HEAD + f'logo = "{name}"\n[[shots]]\nname = "A"\nduration_s = 4\n'
    with pytest.raises(UserError, match=f"line 4, logo: {expected}"):
        _moments(text, tmp_path)


RISE = """
[[shots]]
name = "Near"
duration_s = 2
[[shots.camera]]
satellite = "550 km, 53.0° p001 s0001"
[[shots]]
name = "Away"
duration_s = 7
[[shots.camera]]
at_s = 6
view = "home"
"""


def test_a_satellite_stays_below_a_camera_that_rises_from_it(tmp_path):
    moments = _moments(HEAD + RISE, tmp_path)
    satellite = SatelliteKey(MAIN_DESIGN, 0)
    away_km, views = [], []
    for time_s in np.arange(0.0, 6.0, 0.1):
        moment = moments.of_shot(1, float(time_s))
        snapshot = snapshot_at(moment.state, moment.instant, with_survey=False, with_maps=False)
        eye_km, look = _eye(moment)
        there_km = end_km(moment.state, snapshot, satellite) - eye_km
        away_km.append(float(np.linalg.norm(there_km)))
        views.append(float(there_km @ look) / away_km[-1])
    assert np.all(np.diff(away_km) >= -1e-6)
    # Within the first tenth it is still seen, and in the picture for some time.
    assert away_km[3] < 20.0 * away_km[0]
    assert min(views[:6]) > np.cos(np.radians(30.0))
    # The picture changes evenly: no step of the height is many times that of the mean.
    heights_km = np.array([np.linalg.norm(_eye(moments.of_shot(1, float(t)))[0]) - 6_378.0
                           for t in np.arange(0.0, 6.0, 0.1)])  # fmt: skip
    steps = np.abs(np.diff(np.log(heights_km)))
    assert steps.max() < 6.0 * steps.mean()


@pytest.mark.parametrize("name", builtin_tours())
def test_the_camera_of_built_in_tours_never_jumps(name):
    opened = open_tour(read_tour(name))
    moments = Moments(opened, found=LaterFigures(opened))  # none is waited for
    moving = [k for k, shot in enumerate(moments.tour.shots) if shot.camera]
    for k in moving:
        times_s = np.arange(0.0, moments.tour.shots[k].duration_s, 0.2)
        eyes, looks = (np.array(one) for one in zip(
            *(_eye(moments.of_shot(k, float(t))) for t in times_s), strict=True))  # fmt: skip
        steps = np.linalg.norm(np.diff(eyes, axis=0), axis=1)
        around = np.maximum(np.r_[steps[1:], steps[-1]], np.r_[steps[0], steps[:-1]])
        assert (steps < 2.0 * around + 1.0).all()
        cosines = np.clip((looks[1:] * looks[:-1]).sum(axis=1), -1.0, 1.0)
        assert np.degrees(np.arccos(cosines.min())) < 25.0  # in a fifth of a second


def test_a_film_with_another_logo_is_another_film(tmp_path):
    path = tmp_path / "tour.toml"
    text = HEAD + 'logo = "logo.png"\n[[shots]]\nname = "A"\nduration_s = 4\n'
    texts = []
    for colour in ("red", "blue", "red"):
        Image.new("RGB", (8, 8), colour).save(tmp_path / "logo.png")
        texts.append(open_tour(parse_tour(text, path)).texts)
    assert texts[0] == texts[2] != texts[1]


FLEET = (
    HEAD
    + """
[[shots]]
name = "Years"
duration_s = 10
fleet = { at_year = 2027, to_year = 2037 }
[[shots]]
name = "Complete"
duration_s = 2
"""
)


def test_the_years_of_the_fleet_run_through_a_shot(tmp_path):
    moments = _moments(FLEET, tmp_path)
    years = [moments.at(time_s).state.fleet_date.years for time_s in (0.0, 5.0, 9.999)]
    assert years[0] < years[1] < years[2]
    # The first launch is at the epoch of the design.
    assert np.diff(years) == pytest.approx([5.0, 5.0], abs=0.01)
    assert moments.at(11.0).state.fleet_date is None
    moment = moments.at(5.0)
    snapshot = snapshot_at(moment.state, moment.instant, with_survey=False, with_maps=False)
    assert snapshot.fleet_at_date.years == pytest.approx(years[1])


@pytest.mark.parametrize(
    ("fleet", "words"),
    [
        ("{ at_year = 12 }", "1,957 to 2,200"),
        ("{ to_year = 2030 }", "to_year: is there without at_year"),
        ('{ at_year = 2030, ease = "smooth" }', "with to_year"),
    ],
)
def test_years_that_mean_nothing_are_told(tmp_path, fleet, words):
    text = FLEET.replace("{ at_year = 2027, to_year = 2037 }", fleet)
    with pytest.raises(UserError, match=words):
        _moments(text, tmp_path)
