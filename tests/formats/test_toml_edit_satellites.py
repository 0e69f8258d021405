"""Editing satellites in a file a person wrote: what did not change stays, what did reads equal."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.formats.designs.design_file import design_from, design_text, parse_design
from orbitviz.formats.designs.toml_edit import edited, written
from orbitviz.model.design.builtin import BUILTIN
from orbitviz.model.design.satellite import SatelliteDesign, builtin_satellite, satellite_values

HEAD = """\
# Mine
format = "orbitviz/1"
name = "Mine"
epoch = 2026-11-22T00:00:00Z

"""
TABLES = """\
# What flies
[satellites.big]        # from the video
like = "ai1"            # SpaceX
mass_kg = 2200          # with margin

# Wings
[satellites.big.array]
area_m2 = 650           # as drawn
pointing = "fixed"      # no drive
# end of the wings

[satellites.big.compute]  # chips
rated_kw = 100          # measured

# Another one
[satellites.small]
like = "cubesat-1u"     # plain

"""
DOTTED = """\
# What flies
[satellites.big]        # from the video
like = "ai1"            # SpaceX
mass_kg = 2200          # with margin
array.area_m2 = 650     # as drawn
array.pointing = "fixed"  # no drive
compute.rated_kw = 100  # measured
# end of the big one

[satellites.small]
like = "cubesat-1u"     # plain

"""
INLINE = """\
[satellites]
# one line each
big = { like = "ai1", mass_kg = 2200, array = { area_m2 = 650, pointing = "fixed" }, \
compute = { rated_kw = 100 } }  # short
small = { like = "cubesat-1u" }  # plain

"""
TOP = """\
# all dotted
satellites.big.like = "ai1"            # SpaceX
satellites.big.mass_kg = 2200          # with margin
satellites.big.array.area_m2 = 650     # as drawn
satellites.big.array.pointing = "fixed"  # no drive
satellites.big.compute.rated_kw = 100  # measured
satellites.small.like = "cubesat-1u"   # plain

"""
TAIL = """\
# The shell
[[groups]]
pattern = "walker-delta"
altitude_km = 550       # why 550
inclination_deg = 53
planes = 2
satellites_per_plane = 2
satellite = "big"
"""
FORMS = {"tables": TABLES, "dotted": DOTTED, "inline": INLINE, "top": TOP}
TEXTS = {name: HEAD + text + TAIL for name, text in FORMS.items()}
form = pytest.mark.parametrize("name", FORMS)


def with_value(satellite, path, value):
    """Return a satellite with the value at a key path."""
    if len(path) == 1:
        return satellite.model_copy(update={path[0]: value})
    part = getattr(satellite, path[0]).model_copy(update={path[1]: value})
    return satellite.model_copy(update={path[0]: part})


def saved(text, **changes):
    """Return the text with values changed: name of the satellite -> {dotted key: value}."""
    document = parse_design(text)
    satellites = dict(document.design.satellites)
    for name, values in changes.items():
        for key, value in values.items():
            satellites[name] = with_value(satellites[name], key.split("."), value)
    return with_satellites(document, satellites)


def with_satellites(document, satellites):
    """Return the text of a document with these satellites; the edit itself reads back equal."""
    design = document.design.model_copy(update={"satellites": satellites})
    text = edited(document.text, document.design, design)
    assert design_from(text) == design
    assert design_text(replace(document, design=design)) == text
    return text


def gone(before, after):
    return [line for line in before.splitlines() if line not in after.splitlines()]


def come(before, after):
    return gone(after, before)


def comments(text):
    return [line[line.index("#") :] for line in text.splitlines() if "#" in line]


def test_the_forms_say_the_same():
    designs = [design_from(text) for text in TEXTS.values()]
    assert all(design == designs[0] for design in designs)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("tables", "area_m2 = 650           # as drawn", "area_m2 = 30           # as drawn"),
        ("dotted", "array.area_m2 = 650     # as drawn", "array.area_m2 = 30     # as drawn"),
    ],
)
def test_a_nested_value_changes_its_line_only(name, old, new):
    assert saved(TEXTS[name], big={"array.area_m2": 30.0}) == TEXTS[name].replace(old, new)


def test_a_nested_value_of_an_inline_table():
    text = saved(TEXTS["inline"], big={"array.area_m2": 30.0})
    assert text == TEXTS["inline"].replace("area_m2 = 650", "area_m2 = 30")


@form
def test_a_value_beside_the_tables(name):
    text = saved(TEXTS[name], big={"mass_kg": 2300.5})
    assert text == TEXTS[name].replace("mass_kg = 2200", "mass_kg = 2300.5")


@form
def test_a_word_changes(name):
    text = saved(TEXTS[name], big={"array.pointing": "edge-on"})
    assert text == TEXTS[name].replace('"fixed"', '"edge-on"')


def test_a_new_key_goes_into_its_table():
    text = saved(TEXTS["tables"], big={"array.packing": 0.8})
    assert gone(TEXTS["tables"], text) == []
    assert come(TEXTS["tables"], text) == ["packing = 0.8"]
    lines = text.splitlines()
    at = lines.index("packing = 0.8")
    assert lines[at - 1] == 'pointing = "fixed"      # no drive'
    assert lines[at + 1] == "# end of the wings"


def test_a_new_key_beside_the_tables_goes_before_them():
    text = saved(TEXTS["tables"], big={"age_years": 2.0})
    assert gone(TEXTS["tables"], text) == []
    lines = text.splitlines()
    assert lines[lines.index("age_years = 2") - 1] == "mass_kg = 2200          # with margin"


def test_a_new_key_beside_dotted_ones():
    text = saved(TEXTS["dotted"], big={"array.packing": 0.8})
    assert gone(TEXTS["dotted"], text) == []
    assert len(come(TEXTS["dotted"], text)) == 1
    assert tomllib.loads(text)["satellites"]["big"]["array"]["packing"] == 0.8


@form
@pytest.mark.parametrize("satellite", ["big", "small"])
def test_a_part_that_was_not_there(name, satellite):
    text = saved(TEXTS[name], **{satellite: {"battery.energy_kwh": 2.5}})
    assert comments(text) == comments(TEXTS[name])
    assert tomllib.loads(text)["satellites"][satellite]["battery"] == {"energy_kwh": 2.5}
    if name != "inline":
        assert gone(TEXTS[name], text) == []


@pytest.mark.parametrize("satellite", ["big", "small"])
def test_a_new_part_of_tables_gets_a_header_of_its_own(satellite):
    before = TEXTS["tables"]
    text = saved(before, **{satellite: {"battery.energy_kwh": 2.5}})
    header = f"[satellites.{satellite}.battery]"
    assert come(before, text) == [header, "energy_kwh = 2.5"]
    lines = text.splitlines()
    at = lines.index(header)
    assert lines[at - 1] == ""
    assert lines[at + 1] == "energy_kwh = 2.5"
    assert lines[at + 2] == ""
    comment = "# Another one" if satellite == "big" else "# The shell"
    assert lines[at + 3] == comment


@form
def test_several_values_at_once(name):
    changes = {"array.area_m2": 30.0, "bus.housekeeping_kw": 7.0, "radiator.faces": 1,
               "radiator.earth_view": 0.2, "compute.rated_kw": 90.0}  # fmt: skip
    text = saved(TEXTS[name], big=changes, small={"array.area_m2": 0.03, "mass_kg": 2.0})
    assert comments(text) == comments(TEXTS[name])
    table = tomllib.loads(text)["satellites"]
    assert table["big"]["radiator"] == {"faces": 1, "earth_view": 0.2}
    assert table["small"] == {"like": "cubesat-1u", "mass_kg": 2, "array": {"area_m2": 0.03}}


@form
def test_a_value_back_to_that_of_the_base(name):
    text = saved(TEXTS[name], big={"array.area_m2": 600.0, "array.pointing": "tracking"})
    assert "650" not in text
    assert comments(HEAD + TAIL)[-1] in comments(text)


@form
def test_a_view_of_the_earth_taken_away_again(name):
    before = saved(TEXTS[name], big={"radiator.earth_view": 0.2})
    text = saved(before, big={"radiator.earth_view": None})
    assert "earth_view" not in text
    assert comments(text) == comments(TEXTS[name])


@form
def test_another_base_keeps_every_value(name):
    # Values that were those of the old base must now be written, or they would change.
    document = parse_design(TEXTS[name])
    big = document.design.satellites["big"].model_copy(update={"like": "suncatcher"})
    text = with_satellites(document, {**document.design.satellites, "big": big})
    assert design_from(text).satellites["big"].battery == builtin_satellite("ai1").battery


@form
def test_the_values_of_another_base(name):
    document = parse_design(TEXTS[name])
    small = builtin_satellite("suncatcher")
    text = with_satellites(document, {**document.design.satellites, "small": small})
    assert tomllib.loads(text)["satellites"]["small"]["like"] == "suncatcher"


@form
def test_a_new_satellite_writes_what_differs_from_its_base(name):
    document = parse_design(TEXTS[name])
    new = with_value(builtin_satellite("suncatcher"), ("battery", "energy_kwh"), 6.5)
    text = with_satellites(document, {**document.design.satellites, "new": new})
    assert tomllib.loads(text)["satellites"]["new"] == {
        "like": "suncatcher",
        "battery": {"energy_kwh": 6.5},
    }
    if name != "top":  # tables in pieces are written anew
        assert gone(TEXTS[name], text) == []
        assert comments(text) == comments(TEXTS[name])


@form
def test_a_new_satellite_like_the_default_writes_nothing(name):
    document = parse_design(TEXTS[name])
    text = with_satellites(document, {**document.design.satellites, "new": SatelliteDesign()})
    assert tomllib.loads(text)["satellites"]["new"] == {}


@form
def test_a_removed_satellite(name):
    document = parse_design(TEXTS[name])
    text = with_satellites(document, {"big": document.design.satellites["big"]})
    assert "cubesat-1u" not in text
    assert "# The shell\n[[groups]]" in text


@form
def test_a_renamed_satellite(name):
    document = parse_design(TEXTS[name])
    satellites = document.design.satellites
    text = with_satellites(document, {"big": satellites["big"], "tiny": satellites["small"]})
    assert tomllib.loads(text)["satellites"]["tiny"] == {"like": "cubesat-1u"}


def test_the_first_satellite_of_a_file():
    document = parse_design(HEAD + TAIL.replace('satellite = "big"\n', ""))
    one = with_value(builtin_satellite("ai1"), ("array", "area_m2"), 30.0)
    text = with_satellites(document, {"one": one})
    assert tomllib.loads(text)["satellites"] == {"one": {"like": "ai1", "array": {"area_m2": 30}}}
    assert comments(text) == comments(document.text)


@pytest.mark.parametrize("built_in", BUILTIN)
def test_a_built_in_is_written_as_its_name(built_in):
    document = parse_design(TEXTS["tables"])
    satellites = {"big": builtin_satellite(built_in)}
    design = document.design.model_copy(update={"satellites": satellites})
    table = tomllib.loads(written(design))["satellites"]["big"]
    assert table == ({} if built_in == "bus-500kg" else {"like": built_in})
    assert design_from(written(design)) == design


def test_the_first_satellite_removed():
    document = parse_design(TEXTS["tables"].replace('satellite = "big"\n', ""))
    text = with_satellites(document, {"small": document.design.satellites["small"]})
    assert "# What flies\n[satellites.small]" in text
    assert "# The shell\n[[groups]]" in text


def test_the_only_satellite_removed():
    document = parse_design(HEAD + "[satellites.one]\nmass_kg = 3\n\n" + TAIL.replace("big", "ai1"))
    text = with_satellites(document, {})
    assert "mass_kg" not in text
    assert "# The shell\n[[groups]]" in text


def test_another_satellite_behind_one_with_parts():
    last = TEXTS["tables"].replace('# Another one\n[satellites.small]\nlike = "cubesat-1u"', "")
    document = parse_design(last)
    text = with_satellites(document, {**document.design.satellites, "new": SatelliteDesign()})
    assert text.index("rated_kw = 100") < text.index("[satellites.new]") < text.index("# The shell")
    assert comments(text) == comments(last)


def test_satellites_with_a_group_between_are_edited():
    group = TAIL.replace("big", "ai1")
    text = HEAD + "[satellites.a]\nmass_kg = 2\n\n" + group + "\n[satellites.b]\nmass_kg = 3\n"
    assert saved(text) == text
    assert come(text, saved(text, b={"mass_kg": 4.0})) == ["mass_kg = 4"]
    assert sorted(comments(saved(text, a={"array.area_m2": 4.0}))) == sorted(comments(text))


def test_nothing_changed_changes_nothing():
    for text in TEXTS.values():
        assert saved(text) == text


NUMBERS = {
    ("mass_kg",): st.floats(1, 5000),
    ("life_years",): st.sampled_from([0.5, 5.0, 7.0]),
    ("age_years",): st.sampled_from([0.0, 3.0]),
    ("array", "area_m2"): st.floats(0.01, 1000),
    ("array", "pointing"): st.sampled_from(["tracking", "fixed", "edge-on"]),
    ("array", "packing"): st.sampled_from([0.5, 1.0]),
    ("battery", "energy_kwh"): st.floats(0.01, 100),
    ("bus", "housekeeping_kw"): st.sampled_from([0.0, 5.0, 7.25]),
    ("radiator", "faces"): st.integers(0, 2),
    ("radiator", "earth_view"): st.sampled_from([None, 0.25]),
    ("compute", "rated_kw"): st.floats(0, 200),
    ("compute", "precision"): st.text(max_size=8),
    ("compute", "eclipse_policy"): st.sampled_from(["idle", "scale", "ride-through"]),
    ("brightness", "zeta_m2"): st.sampled_from([0.5, 160.0, "from-array"]),
    ("brightness", "magnitude"): st.sampled_from([5.93, 7.87, "unmeasured"]),
}


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_any_edit_is_read_back_as_it_was_made(data):
    layout = data.draw(st.sampled_from(list(TEXTS)))
    document = parse_design(TEXTS[layout])
    # Satellites given by dotted keys at the top are written anew where one is added, and what
    # heads the table behind them goes with them.
    head, tail = comments(HEAD), [] if layout == "top" else comments(TAIL)
    for _ in range(data.draw(st.integers(1, 3))):
        satellites = dict(document.design.satellites)
        name = data.draw(st.sampled_from(["big", "small", "new", "a b"]))
        base = satellites.get(name) or builtin_satellite(data.draw(st.sampled_from(list(BUILTIN))))
        for path in data.draw(st.lists(st.sampled_from(list(NUMBERS)), max_size=5)):
            base = with_value(base, path, data.draw(NUMBERS[path]))
        satellites[name] = base
        text = with_satellites(document, satellites)
        assert {*head, *tail} <= set(comments(text))
        document = parse_design(text)


def test_every_field_can_be_edited():
    for text in TEXTS.values():
        for path, value in satellite_values(builtin_satellite("starlink-v2-mini")):
            saved(text, big={".".join(path): value})
