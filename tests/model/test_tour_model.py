"""Tour files: what is right is read, and every mistake is one sentence with its line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.errors import UserError
from orbitviz.formats.tours.tour_file import builtin_tours, parse_tour, read_tour, tour_schema
from orbitviz.model.tour.easing import along_spline, between_keys, eased

HEAD = 'format = "orbitviz-tour/1"\ntitle = "T"\ndesign = "one-shell"\n'
SHOT = '[[shots]]\nname = "A"\nduration_s = 10\n'
KEY = "[[shots.camera]]\nat_s = {}\n"


def _error(text: str) -> str:
    with pytest.raises(UserError) as caught:
        parse_tour(text, Path("t.toml"))
    return str(caught.value)


def test_a_short_file_is_a_tour():
    tour = parse_tour(HEAD + SHOT + '[[shots]]\nname = "B"\nduration_s = 2.5\n', Path("t")).tour
    assert tour.begins_s == (0.0, 10.0, 12.5)
    assert tour.duration_s == 12.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 't.toml, format: is missing; allowed: "orbitviz-tour/1"'),
        ('format = "orbitviz/1"', 't.toml, line 1, format: is the text "orbitviz/1"'),
        (HEAD, 't.toml: key "shots" is missing'),
        (HEAD + "shots = []", "shots: is empty; allowed: at least one [[shots]]"),
        (HEAD + '[[shots]]\nname = "A"\nduration_s = 0', 'line 6, shot "A", duration_s: is 0 s'),
        (HEAD + '[[shots]]\nname = "A"\nduration_s = -3', "is -3 s; allowed: a number from 0.1"),
        (HEAD + SHOT + KEY.format(4) + KEY.format(4), "at_s: is 4 s; allowed: later than that of"),
        (HEAD + SHOT + KEY.format(4), "is 4 s; allowed: 0 s in the first shot"),
        (HEAD + SHOT + KEY.format(0) + KEY.format(11), "at most the shot's duration, 10 s"),
        (HEAD + SHOT + KEY.format(0) + 'site = "Berlin"\nshell = "550 km"', "one of satellite"),
        (HEAD + SHOT + KEY.format(0) + "height_km = 900", "is there without site"),
        (HEAD + SHOT + 'view.colour = "radiato"', 'did you mean "radiator"?'),
        (HEAD + SHOT + 'view.show = ["coastline"]', 'did you mean "coastlines"?'),
        (HEAD + SHOT + "[[shots.captions]]", "says nothing; allowed: a title, text, small or"),
        (HEAD + SHOT + f'[[shots.captions]]\ntext = "{"a" * 500}"', "has 500 characters"),
        (HEAD + SHOT + '[[shots.captions]]\ntext = "a"\nbegin_s = 4\nend_s = 3', "later than"),
        (HEAD + SHOT + 'time.to = 2027-01-01T00:00:00Z\ntime.rate = 5', "is there beside to"),
        (HEAD + SHOT + 'time.at = "noon"', 'is the text "noon"; allowed: a date and time'),
        (HEAD + SHOT + "[[shots.values]]\nkey = 'a'\nat_s = [0]\nvalues = [1]", "one of satellite"),
        (
            HEAD + SHOT + "[[shots.values]]\ngroup = 'g'\nkey = 'a'\nat_s = [0, 1]\nvalues = [1]",
            "as many as at_s, 2",
        ),
        (
            HEAD + SHOT + "[[shots.values]]\ngroup = 'g'\nkey = 'a'\nat_s = [1, 0]\n"
            "values = [1, 2]",
            "rising times",
        ),
        (HEAD + SHOT + 'picture = "mape"', 'is the text "mape"; allowed: "globe", "map" or "sky"'),
        (HEAD + SHOT + 'picture = "sky"', "sky.site: is missing; allowed: a city"),
        (HEAD + SHOT + 'picture = "map"\ncompare = "oneweb"', "compare: is there with the map"),
        (HEAD + SHOT + 'picture = "map"\nmap.zoom = 0.5', "is 0.5; allowed: a number from 1"),
        (HEAD + SHOT + 'picture = "map"\nmap.projection = "mercator"', '"equirectangular" or'),
        (HEAD + SHOT + 'sky.fov_dge = 90', 'is not a known key, did you mean "fov_deg"?'),
        (HEAD + SHOT + 'sky.fov_deg = 180', "is 180 degrees; allowed: a number from 20 to 150"),
        (HEAD + SHOT + "fade_in_s = 12", "is 12 s; allowed: a number from 0 to 10 s"),
        (HEAD + SHOT + "[[shots.callouts]]\ntext = 'a'", "points at nothing; allowed: one of"),
        (
            HEAD + SHOT + "[[shots.callouts]]\ntext = 'a'\nsite = 'Berlin'\nshell = '550 km'",
            "points at shell and site; allowed: one of satellite, shell, site",
        ),
        (HEAD + SHOT + "[[shots.callouts]]\ntext = ' '\nsite = 'Berlin'", "text: is empty"),
        (HEAD + SHOT + "[[shots.callouts]]\ntext = 'a'\nsite = 'B'\nbegin_s = 12", "at most the"),
        (HEAD + SHOT + "[[shots.charts]]\nkind = 'pie'", "is the text \"pie\"; allowed: "),
        (HEAD + SHOT + "[[shots.charts]]\nkind = 'night'", 'is "night"; allowed: with sky.site'),
        (HEAD + SHOT + "view.aside = 0.6", "is 0.6; allowed: a number from -0.4 to 0.4"),
        (HEAD.replace('title', 'logo_place = "left"\ntitle') + SHOT, 'is the text "left"'),
        (HEAD + 'catalogues = "a.tle"\n' + SHOT, '"a.tle"; allowed: a list in brackets'),
        (HEAD + SHOT + 'view.show = "links"', '"links"; allowed: a list in brackets'),
        (HEAD + SHOT + 'camera = "home"', "allowed: tables, each starting with [[camera]]"),
        (HEAD + SHOT + "view.colour_range = [1]", "colour_range: has only 1 of its values"),
        (HEAD + SHOT + "view.colour_range = [1, 2, 3]", "has 3 values; allowed: 2 of them"),
        (HEAD + SHOT + "durations = 3", 'is not a known key, did you mean "duration_s"?'),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(text, expected):
    assert expected in _error(text)


def test_a_tour_that_is_not_there_is_told_with_the_nearest():
    for name in builtin_tours():
        with pytest.raises(UserError, match=f'did you mean "{name}"'):
            read_tour(f"{name}x")


@pytest.mark.parametrize("name", builtin_tours())
def test_built_in_tours_are_read(name):
    tour = read_tour(name).tour
    assert 60.0 <= tour.duration_s <= 120.0


def test_the_schema_names_every_key():
    schema = tour_schema()
    assert {"Shot", "CameraKey", "Caption", "ValueTrack", "TimeSpan", "ShotView"} <= set(
        schema["$defs"]
    )
    for table in (schema, *schema["$defs"].values()):
        for entry in table.get("properties", {}).values():
            assert entry["description"].endswith(".")


@pytest.mark.parametrize("ease", ["smooth", "linear", "in", "out"])
def test_easing_goes_from_end_to_end_and_never_back(ease):
    shares = np.array([eased(x, ease) for x in np.linspace(0.0, 1.0, 101)])
    assert shares[0] == 0.0
    assert shares[-1] == pytest.approx(1.0)
    assert (np.diff(shares) >= 0.0).all()
    begins, ends = shares[1] / 0.01, (1.0 - shares[-2]) / 0.01
    assert (begins < 0.1) == (ease in ("smooth", "in"))
    assert (ends < 0.1) == (ease in ("smooth", "out"))


def test_values_rest_before_and_after_their_keys():
    for time_s, expected in ((-1.0, 5.0), (0.0, 5.0), (1.0, 6.0), (2.0, 7.0), (9.0, 7.0)):
        assert between_keys((0.0, 2.0), (5.0, 7.0), "smooth", time_s) == pytest.approx(expected)


@given(
    values=st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=6),
    steps=st.lists(st.floats(0.1, 10.0), min_size=5, max_size=5),
)
def test_a_spline_meets_its_keys_and_overshoots_none(values, steps):
    at_s = np.cumsum([0.0, *steps[: len(values) - 1]])
    keys = np.array(values)[:, None]
    eases = ["smooth"] * len(values)
    for time_s, value in zip(at_s, values, strict=True):
        assert along_spline(at_s, keys, eases, time_s)[0] == pytest.approx(value, abs=1e-9)
    for k in range(len(values) - 1):
        low, high = sorted(values[k : k + 2])
        for time_s in np.linspace(at_s[k], at_s[k + 1], 9):
            found = along_spline(at_s, keys, eases, float(time_s))[0]
            assert low - 1e-6 <= found <= high + 1e-6


def test_shots_begin_where_frames_are():
    shots = "".join(f'[[shots]]\nname = "{k}"\nduration_s = 0.1\n' for k in range(8))
    tour = parse_tour(HEAD + shots, Path("tour.toml")).tour
    assert tour.begins_s == tuple(k / 10 for k in range(9))
    assert tour.duration_s == 0.8


@pytest.mark.parametrize(("line", "expected"), [
    ("view.colour_range = [nan, 1]", "colour_range: is nan to 1; allowed: two rising numbers"),
    ("view.colour_range = [0, inf]", "colour_range: is 0 to inf"),
    ("view.colour_range = [2, 2]", "colour_range: is 2 to 2"),
    ('camera = [{ view = "0,0,9000", target_km = [nan, 0, 0] }]', "target_km: is not a place"),
    ("values = [{ group = 'g', key = 'a', at_s = [0], values = [inf] }]", "values: has inf"),
])  # fmt: skip
def test_what_is_no_number_is_refused(line, expected):
    assert expected in _error(HEAD + SHOT + line)
