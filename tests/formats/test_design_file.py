"""Design files: every mistake gets its sentence, every save keeps what the person wrote."""

import os
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import (
    design_from,
    design_text,
    parse_design,
    read_design,
    save_design,
)
from orbitviz.formats.designs.toml_edit import written
from orbitviz.formats.limits import MAX_DESIGN_BYTES
from orbitviz.model.design.groups import Site
from orbitviz.model.design.satellite import SatelliteDesign

TEXT = """\
# My constellation
format = "orbitviz/1"   # keep
name = "Mine"
epoch = 2026-11-22T00:00:00Z

[satellites.ai1]
mass_kg = 2140          # kilograms

# The first group
[[groups]]
name = "low"
pattern = "walker-delta"
altitude_km = 550       # why 550
inclination_deg = 53
planes = 24
satellites_per_plane = 20
phasing = 3
satellite = "ai1"

# The second group
[[groups]]
name = "high"
pattern = "walker-star"
altitude_km = [1_200, 1_210]
shells = 2
inclination_deg = 87.9
planes = 6
satellites_per_plane = 10

# Where we listen
[[sites]]
name = "Greenwich"
lat_deg = 51.4769
lon_deg = -0.0005
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def sentence(old, new):
    """Return the sentence for TEXT with one piece of it replaced."""
    assert old in TEXT
    with pytest.raises(UserError) as caught:
        parse_design(TEXT.replace(old, new, 1), "mine.toml")
    return str(caught.value)


def test_a_design_is_read(file):
    document = read_design(file)
    assert document.design.name == "Mine"
    assert document.design.groups[1].altitude_km == (1200.0, 1210.0)
    assert document.design.satellites["ai1"].mass_kg == 2140
    assert len(document.constellation) == 480 + 120
    assert document.path == file
    assert not document.edited


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "altitude_km = 550",
            "altitude_km = 90",
            'mine.toml, line 13, group "low", altitude_km: is 90 km; allowed: a number or a list '
            "of such numbers from 120 to 1,000,000 km",
        ),
        (
            "planes = 6",
            "planes = 0",
            'mine.toml, line 27, group "high", planes: is 0; allowed: a whole number from 1 to '
            "20,000,000",
        ),
        (
            "phasing = 3",
            "phasing = 24",
            'mine.toml, line 17, group "low", phasing: is 24; allowed: 0 to 23 (planes - 1)',
        ),
        (
            "phasing = 3",
            "eccentricity = 1.0",
            'mine.toml, line 17, group "low", eccentricity: is 1; allowed: a number or a list of '
            "such numbers from 0 to 1 (not included)",
        ),
        (
            "altitude_km = 550",
            "altitude_m = 550_000",
            'mine.toml, line 13, group "low", altitude_m: is not a known key, did you mean '
            '"altitude_km"? (and 1 more mistake)',
        ),
        (
            "planes = 24",
            "planez = 24",
            'mine.toml, line 15, group "low", planez: is not a known key, did you mean "planes"? '
            "(and 1 more mistake)",
        ),
        (
            "mass_kg",
            "mass",
            'mine.toml, line 7, satellites.ai1.mass: is not a known key, did you mean "mass_kg"?',
        ),
        (
            "lat_deg",
            "latitude_deg",
            'mine.toml, line 33, site "Greenwich", latitude_deg: is not a known key, did you mean '
            '"lat_deg"? (and 1 more mistake)',
        ),
        (
            'name = "Mine"',
            'name = "Mine"\nzzzz = 1',
            "mine.toml, line 4, zzzz: is not a known key; allowed: format, name, epoch, "
            "max_satellites, satellites, groups, sites, sets, economics, deployment, reliability, "
            "life",
        ),
        (
            "planes = 6\n",
            "",
            'mine.toml, line 21, group "high": key "planes" is missing',
        ),
        (
            'satellite = "ai1"',
            'satellite = "ai2"',
            'mine.toml, line 18, group "low", satellite: is "ai2", which is neither in '
            '[satellites] nor built in; allowed: "ai1", "ai1-june", "ai-sat-mini", '
            '"starlink-v2-mini", "suncatcher", "bus-500kg", "cubesat-1u"',
        ),
        (
            'pattern = "walker-star"',
            'pattern = "walker"',
            'mine.toml, line 23, group "high", pattern: is the text "walker"; allowed: '
            '"walker-delta", "walker-star", "sun-synchronous" or "planes"',
        ),
        (
            "satellites_per_plane = 20",
            "satellites_per_plane = 1_000_000",
            "mine.toml, line 10, groups: make 24,000,120 satellites; allowed: at most 20,000,000",
        ),
        (
            "epoch = 2026-11-22T00:00:00Z",
            'epoch = "2026-11-22"',
            'mine.toml, line 4, epoch: is the text "2026-11-22"; allowed: a date and time from '
            "1990-01-01 to 2053-01-01 such as 2026-11-22T00:00:00Z",
        ),
        (
            'format = "orbitviz/1"',
            'format = "orbitviz/9"',
            'mine.toml, line 2, format: is the text "orbitviz/9"; allowed: "orbitviz/1"',
        ),
        ('format = "orbitviz/1"', "", 'mine.toml, format: is missing; allowed: "orbitviz/1"'),
        (
            "planes = 24",
            "planes = 24 planes",
            "mine.toml, line 15, column 13: is not TOML: expected newline or end of document after "
            "a statement; allowed: a TOML file (https://toml.io)",
        ),
        (
            "planes = 24",
            f"planes = {'[' * 5_000}{']' * 5_000}",
            "mine.toml: is not TOML: it is nested too deeply; allowed: a TOML file "
            "(https://toml.io)",
        ),
        (
            "planes = 24",
            f"planes = {'9' * 6_000}",
            "mine.toml: is not TOML: a number has too many digits; allowed: a TOML file "
            "(https://toml.io)",
        ),
        (
            "mass_kg = 2140",
            "mass_kg = 2024-01-01",
            "mine.toml, line 7, satellites.ai1.mass_kg: is a date or time; allowed: a number from "
            "0.01 to 10,000,000 kg",
        ),
        (
            "[satellites.ai1]\nmass_kg = 2140",
            "satellites.ai1 = 2140",
            "mine.toml, line 6, satellites.ai1: is 2,140; allowed: a table",
        ),
        (
            "[satellites.ai1]\nmass_kg = 2140",
            "satellites = 2140",
            "mine.toml, line 6, satellites: is 2,140; allowed: a table",
        ),
        (
            "[[sites]]",
            "[sites]",
            "mine.toml, line 31, sites: is a table; allowed: tables, each starting with [[sites]]",
        ),
        (
            "[[sites]]",
            '[[sets]]\nname = "a"\nwhere = "sunlit"\nsatellites = ["low"]\n[[sites]]',
            'mine.toml, line 34, set "a", satellites: is there beside where; allowed: one of both',
        ),
        (
            "[[sites]]",
            '[[sets]]\nname = "a"\n[[sets]]\nname = "a"\n[[sites]]',
            'mine.toml, line 34, set 2 of 2, name: is "a", as that of another set; allowed: a '
            "name once",
        ),
        (
            "[[sites]]",
            '[[sets]]\nname = "a"\nsatellites = [7]\n[[sites]]',
            'mine.toml, line 33, set "a", satellite 1 of 1: is 7; allowed: text in quotes',
        ),
        (
            "[[sites]]",
            '[[sets]]\nname = "a"\ncolour = "red"\n[[sites]]',
            'mine.toml, line 33, set "a", colour: is the text "red"; allowed: a colour such as '
            '"#ffb000"',
        ),
    ],
)
def test_a_mistake_is_told_in_one_sentence(old, new, expected):
    assert sentence(old, new) == expected


def test_of_several_mistakes_the_first_is_told():
    broken = TEXT.replace("altitude_km = 550", "altitude_km = 50").replace("planes = 6", "planes=0")
    with pytest.raises(UserError, match=r'"low", altitude_km.*\(and 1 more mistake\)$') as error:
        parse_design(broken)
    first, second = error.value.mistakes
    assert first.startswith('line 13, group "low", altitude_km: is 50 km')
    assert second.startswith('line 27, group "high", planes: is 0')


@pytest.mark.parametrize("names", [("", ""), ('name = "same"', 'name = "same"'), ("", "name = 7")])
def test_a_group_without_a_name_of_its_own_is_counted(names):
    broken = TEXT.replace("planes = 6", "planes = 0")
    for name, other in zip(('name = "low"', 'name = "high"'), names, strict=True):
        broken = broken.replace(name, other)
    with pytest.raises(UserError) as error:
        parse_design(broken)
    assert any("group 2 of 2, planes: is 0" in mistake for mistake in error.value.mistakes)


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing"])
def test_an_empty_file(text):
    with pytest.raises(UserError, match="format: is missing"):
        parse_design(text)


def test_a_missing_file(tmp_path):
    with pytest.raises(UserError, match=r"gone\.toml: there is no such file"):
        read_design(tmp_path / "gone.toml")


def test_a_folder(tmp_path):
    with pytest.raises(UserError, match="is a folder"):
        read_design(tmp_path)


def test_an_unreadable_file(file, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UserError, match=r"cannot be read \(permission denied\)"):
        read_design(file)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"name = 1\n\xff\xfe", "line 2: is not UTF-8 text"),
        (b"name = 1\x00", "is not a text file"),
    ],
)
def test_a_binary_file(tmp_path, data, expected):
    path = tmp_path / "b.toml"
    path.write_bytes(data)
    with pytest.raises(UserError, match=expected):
        read_design(path)


def test_a_file_too_long_is_not_read(tmp_path):
    path = tmp_path / "long.toml"
    with path.open("wb") as stream:
        stream.truncate(MAX_DESIGN_BYTES + 1_000_000)
    with pytest.raises(UserError, match="has 17 MB; allowed: up to 16 MB"):
        read_design(path)


def test_windows_line_ends_and_a_byte_order_mark(tmp_path):
    path = tmp_path / "w.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    document = read_design(path)
    assert document.design == parse_design(TEXT).design
    changed = replace(document, design=document.design.model_copy(update={"name": "Other"}))
    saved = save_design(changed, path)
    assert b'name = "Other"\r\n' in path.read_bytes()
    assert saved.text.count("\r\n") == TEXT.count("\n")


# Saving


def with_design(document, **changes):
    return replace(document, design=document.design.model_copy(update=changes))


def with_group(document, index, **changes):
    groups = list(document.design.groups)
    groups[index] = groups[index].model_copy(update=changes)
    return with_design(document, groups=tuple(groups))


def changed_lines(before, after):
    """Return the lines of `after` that are not in `before`."""
    return [line for line in after.splitlines() if line not in before.splitlines()]


def test_saving_unchanged_changes_nothing(file):
    save_design(read_design(file), file)
    assert file.read_text(encoding="utf-8") == TEXT


def test_saving_changes_only_the_changed_key(file):
    document = with_group(read_design(file), 0, altitude_km=560.0)
    assert document.edited
    saved = save_design(document, file)
    assert not saved.edited
    assert saved.path == file
    assert saved.text == file.read_text(encoding="utf-8")
    assert changed_lines(TEXT, saved.text) == ["altitude_km = 560       # why 550"]
    assert len(saved.text.splitlines()) == len(TEXT.splitlines())


def test_a_new_key_stands_with_its_group(file):
    saved = save_design(with_group(read_design(file), 0, colour="#112233"), file)
    lines = saved.text.splitlines()
    where = lines.index('colour = "#112233"')
    assert lines[where - 1] == 'satellite = "ai1"'
    assert lines[where + 1 : where + 3] == ["", "# The second group"]


def test_a_key_set_back_to_its_default(file):
    saved = save_design(with_group(read_design(file), 0, satellite=None, phasing=0), file)
    assert changed_lines(TEXT, saved.text) == ["phasing = 0"]
    assert 'satellite = "ai1"' not in saved.text


def test_a_new_group_is_appended(file):
    document = read_design(file)
    groups = document.design.groups
    more = groups[0].model_copy(
        update={"name": "third", "altitude_km": (600.0, 610.0), "shells": 4}
    )
    saved = save_design(with_design(document, groups=(*groups, more)), file)
    assert saved.text.replace(TEXT.split("# Where we listen")[0], "").startswith(
        '[[groups]]\nname = "third"\npattern = "walker-delta"\naltitude_km = [600, 610]\n'
    )
    assert saved.text.endswith("# Where we listen" + TEXT.split("# Where we listen")[1])
    assert design_from(saved.text) == saved.design


def test_a_removed_group_goes_with_its_own_comment_only(file):
    document = read_design(file)
    saved = save_design(with_design(document, groups=document.design.groups[:1]), file)
    assert "# The second group" not in saved.text
    assert "# Where we listen\n[[sites]]" in saved.text
    assert "# The first group\n[[groups]]" in saved.text
    assert design_from(saved.text) == saved.design


def test_satellites_sites_and_cap(file):
    document = read_design(file)
    satellites = {**document.design.satellites, "mini": SatelliteDesign(mass_kg=575.5)}
    sites = (*document.design.sites, Site(name="Kourou", lat_deg=5.2, lon_deg=-52.8))
    changed = with_design(document, satellites=satellites, sites=sites, max_satellites=500)
    saved = save_design(changed, file)
    assert changed_lines(TEXT, saved.text) == [
        "max_satellites = 500",
        "[satellites.mini]",
        "mass_kg = 575.5",
        'name = "Kourou"',
        "lat_deg = 5.2",
        "lon_deg = -52.8",
    ]
    assert design_from(saved.text) == saved.design


def test_a_built_in_is_saved_with_its_comments(tmp_path):
    document = with_group(read_builtin("one-shell"), 0, shells=2, altitude_km=(500.0, 550.0))
    saved = save_design(document, tmp_path / "mine.toml")
    kept = [line for line in document.text.splitlines() if line.startswith("#")]
    assert [line for line in saved.text.splitlines() if line.startswith("#")] == kept
    assert read_design(tmp_path / "mine.toml").design == document.design


def test_a_design_without_text_is_written_whole(tmp_path):
    document = replace(parse_design(TEXT), text="")
    saved = save_design(document, tmp_path / "new.toml")
    assert read_design(tmp_path / "new.toml").design == document.design
    assert "phase_step_deg" not in saved.text


def test_inline_groups_are_saved_too():
    inline = (
        'format = "orbitviz/1"\nname = "x"\nepoch = 2026-11-22\n'
        'groups = [{pattern = "walker-delta", altitude_km = 550, inclination_deg = 53, '
        "planes = 2, satellites_per_plane = 3}]  # short\n"
    )
    document = parse_design(inline)
    assert design_text(document) == inline
    changed = with_group(document, 0, planes=4)
    assert design_from(design_text(changed)).groups[0].planes == 4


def test_a_folder_that_does_not_exist(tmp_path):
    with pytest.raises(UserError, match="cannot be written"):
        save_design(parse_design(TEXT), tmp_path / "no" / "x.toml")


def test_what_cannot_be_written_leaves_the_old_file(file, monkeypatch):
    document = with_group(read_design(file), 0, altitude_km=560.0)
    monkeypatch.setattr(os, "replace", lambda *paths: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(UserError, match="cannot be written"):
        save_design(document, file)
    assert file.read_text(encoding="utf-8") == TEXT
    assert os.listdir(file.parent) == [file.name]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_edit_is_read_back_as_it_was_made(data):
    document = parse_design(TEXT)
    first, second = document.design.groups
    first = first.model_copy(
        update={
            "name": data.draw(st.text(max_size=20)),
            "altitude_km": data.draw(st.floats(200, 2000)),
            "colour": data.draw(st.sampled_from([None, "#ffffff"])),
            "raan_deg": data.draw(st.none() | st.floats(-360, 360)),
            "phase_deg": data.draw(st.floats(-360, 360)),
        }
    )
    more = first.model_copy(update={"name": "more"})
    groups = data.draw(st.lists(st.sampled_from([first, second, more]), min_size=1, max_size=5))
    changed = with_design(document, groups=tuple(groups), name=data.draw(st.sampled_from("xyz")))
    text = design_text(changed)
    assert design_from(text) == changed.design
    assert text.startswith('# My constellation\nformat = "orbitviz/1"   # keep\n')


def test_writing_from_scratch_is_plain_toml():
    design = parse_design(TEXT).design
    assert tomllib.loads(written(design))["groups"][0] == {
        "name": "low",
        "pattern": "walker-delta",
        "altitude_km": 550,
        "inclination_deg": 53,
        "planes": 24,
        "satellites_per_plane": 20,
        "phasing": 3,
        "satellite": "ai1",
    }


@pytest.mark.parametrize("epoch", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"])
def test_an_epoch_whose_offset_leaves_the_calendar_is_refused(epoch):
    with pytest.raises(UserError, match=r"line 4, epoch: is .*; allowed: a date and time"):
        parse_design(TEXT.replace("2026-11-22T00:00:00Z", epoch))
