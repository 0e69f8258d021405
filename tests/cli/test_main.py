"""The command line as a user meets it: sentences, exit status, files."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from orbitviz.base.errors import Cancelled
from orbitviz.cli.main import main
from orbitviz.cli.verbs import VERBS
from orbitviz.cli.verbs.window import WindowRequest
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import builtin_ids
from orbitviz.formats.tables.export_table import TABLES
from orbitviz.model.view import SatellitePath
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.timescale import Instant
from tests.formats import element_sets as sets

SMALL = """
format = "orbitviz/1"
name = "Small"
epoch = 2026-11-22T00:00:00Z
[[groups]]
name = "One, two"
pattern = "walker-delta"
altitude_km = 550
inclination_deg = 53
planes = 4
satellites_per_plane = 5
"""


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(SMALL)
    return path


@pytest.fixture
def opened():
    """What windows were asked for."""
    return []


@pytest.fixture
def command(capsys, opened):
    def run(*arguments):
        with pytest.raises(SystemExit) as leaving:
            main(opened.append, [str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return leaving.value.code, out, err

    return run


@pytest.mark.parametrize("arguments", [[], ["a.toml", "b.csv"], ["window", "a.toml"]])
def test_files_alone_mean_the_window(command, opened, arguments):
    status, *_ = command(*arguments)
    assert status == 0
    assert opened == [WindowRequest([name for name in arguments if name != "window"])]


@pytest.mark.parametrize("name", ["", "n" * 300 + ".toml", "caf\udce9.toml", "./one", "no.such"])
def test_strange_names_reach_the_window_which_says_what_is_wrong(command, opened, name):
    assert command(name)[0] == 0
    assert opened == [WindowRequest([name])]


@pytest.mark.parametrize("before", [[], ["window"]])
def test_the_window_can_be_told_how_to_draw(command, opened, before):
    status, *_ = command(*before, "--satellites", "points", "a.toml")
    assert status == 0
    assert opened == [WindowRequest(["a.toml"], SatellitePath.POINTS)]
    status, _, error = command("--satellites=best")
    assert status == 2
    assert "compute" in error


def test_the_window_can_be_told_to_present_a_tour(command, opened):
    assert command("--present", "a-million-satellites", "--kiosk", "one-shell")[0] == 0
    assert opened == [WindowRequest(["one-shell"], tour="a-million-satellites", kiosk=True)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--kiosk"], ["--kiosk needs a tour", "--present TOUR --kiosk"]),
        (["--present", "a-milion-satellites"], ['did you mean "a-million-satellites"?']),
        (["--present", "no/such.toml"], ["no/such.toml: there is no such file"]),
        (["frobnicate"], ["not a file, a verb or a built-in design", "window, render", "kuiper"]),
        (["frobnicate", "one-shell"], ['"frobnicate"']),
        (["rport"], ['did you mean "report"?']),
        (["one-shel"], ['did you mean "one-shell"?']),
        (["caf\udce9"], ["built-in design"]),
        (["one-shell", "frobnicate"], ["neither a file nor a built-in design", "kuiper"]),
        (["window", "frobnicate"], ["neither a file nor a built-in design"]),
    ],
)
def test_a_word_that_is_nothing_opens_no_window(command, opened, arguments, words):
    status, out, err = command(*arguments)
    assert (status, out, opened) == (2, "", [])
    assert err.startswith("orbitviz: ")
    assert err.count("\n") == 1
    assert all(word in err for word in words), err


@pytest.mark.parametrize("name", ["one-shell", "shell"])
def test_a_word_that_is_a_design_or_a_file_opens_the_window(
    command, opened, name, tmp_path, monkeypatch
):
    (tmp_path / "shell").write_text(SMALL)
    monkeypatch.chdir(tmp_path)
    assert command(name)[0] == 0
    assert opened == [WindowRequest([name])]


def test_version(command):
    status, out, _ = command("--version")
    assert (status, out) == (0, "orbitviz 0.1.0\n")


@pytest.mark.parametrize("columns", [60, 80])
def test_help_is_not_cut_in_narrow_terminals(command, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    _, out, _ = command("render", "-h")
    assert max(map(len, out.splitlines())) <= columns
    assert {"-60,18,26000.", "1920x1080]", "orbitviz.png]"} <= set(out.split())
    assert "…" not in out


def test_help_says_of_every_verb_all_that_there_is(command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    words = " ".join(command("-h")[1].split())
    assert all(f"{verb} {summary}" in words for verb, summary in VERBS.items())


def test_schema_is_a_json_schema_of_designs(command):
    status, out, _ = command("schema")
    assert status == 0
    assert {"name", "epoch", "groups"} <= set(json.loads(out)["required"])


def test_designs_lists_every_built_in(command):
    status, out, _ = command("designs")
    assert status == 0
    assert [line.split()[0] for line in sorted(out.splitlines())] == builtin_ids()


def test_export_writes_one_row_a_satellite(command, small, tmp_path):
    table = tmp_path / "out.csv"
    status, out, err = command("export", small, "--at", "2026-11-23T06:00:00Z", "-o", table)
    assert (status, err) == (0, "")
    assert "20 rows" in out
    with table.open() as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == [
        "id", "name", "group", "shell", "x_km", "y_km", "z_km", "vx_km_s", "vy_km_s", "vz_km_s",
        "lat_deg", "lon_deg", "alt_km", "sunlit",
    ]  # fmt: skip
    assert [int(row["id"]) for row in rows] == list(range(1, 21))
    assert {row["group"] for row in rows} == {"One, two"}


@pytest.mark.parametrize("output", ["-", "/dev/stdout"])
def test_a_table_is_printed_and_nothing_else(command, small, output):
    status, out, err = command("export", small, "-o", output)
    assert status == 0
    assert [row["id"] for row in csv.DictReader(out.splitlines())] == [str(k) for k in range(1, 21)]
    assert "20 rows" in err


def test_a_named_format_needs_no_ending(command, small, tmp_path):
    path = tmp_path / "table"
    assert command("export", small, "-o", path, "--format", "csv")[0] == 0
    assert path.read_text().startswith("id,name,")
    assert command("transient", small, "-o", path, "--format", "JSON")[0] == 0
    assert "scenario" in json.loads(path.read_text())
    assert command("report", small, "-o", path, "--format", "json")[0] == 0
    assert "findings" in json.loads(path.read_text())


@pytest.mark.parametrize("verb", ["report", "transient"])
def test_a_file_is_printed_without_its_name(command, small, verb):
    status, out, err = command(verb, small, "-o", "-", "--format", "json")
    assert (status, err) == (0, "")
    assert isinstance(json.loads(out), dict)


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="no /dev/fd")
def test_a_pipe_that_a_shell_has_opened_is_written_to(command, small):
    read, write = os.pipe()
    status, _, err = command("export", small, "-o", f"/dev/fd/{write}", "--format", "csv")
    os.close(write)
    with os.fdopen(read) as stream:
        assert (status, err) == (0, "")
        assert len(stream.readlines()) == 21


def test_export_adds_quantities_of_each_satellite(command, small, tmp_path):
    catalogue, path = tmp_path / "two.tle", tmp_path / "out.csv"
    catalogue.write_text(sets.as_tle(2))
    arguments = (small, catalogue, "--quantities", "charge, beta", "-o", path)
    status, _, err = command("export", *arguments)
    # At the epoch of the design; the sets are of September.
    assert status == 0
    assert err == (
        "5 of the 5 objects of two have elements more than 14 days from the time shown, up to "
        "85 days\n"
    )
    with path.open() as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0])[-2:] == ["soc", "beta_rad"]
    design, objects = rows[:20], rows[20:]
    assert all(0.0 < float(row["soc"]) <= 1.0 for row in design)
    # Planes have one angle to the Sun each.
    assert len({row["beta_rad"] for row in design}) == 4
    assert {(row["soc"], row["beta_rad"]) for row in objects} == {("", "")}
    assert all(row["sunlit"] for row in objects)


def test_export_takes_built_in_designs_and_parquet(command, tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "out.parquet"
    status, *_ = command("export", "suncatcher-81", "-o", path, "--frame", "itrs")
    assert status == 0
    table = pq.read_table(path)
    assert table.num_rows == 81
    assert table.column_names[4] == "x_km"


def test_export_agrees_with_the_reference(command, tmp_path):
    table = tmp_path / "out.csv"
    at = "2027-01-05T12:00:00Z"
    command("export", "oneweb", "--at", at, "-o", table)
    read = np.loadtxt(table, delimiter=",", skiprows=1, usecols=range(4, 10), ndmin=2)
    r_km, v_km_s = state_vectors(read_builtin("oneweb").constellation, Instant.parse(at))
    one_millimetre_km = 1e-6
    assert np.abs(read[:, :3] - r_km).max() < one_millimetre_km
    assert np.abs(read[:, 3:] - v_km_s).max() < one_millimetre_km


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "no-such", "-o", "x.csv"], ["no-such", "built-in", "spacex-odc"]),
        (["export", "missing/file.toml", "-o", "x.csv"], ["missing/file.toml"]),
        (["export", "one-shell", "-o", "x.xls"], ["x.xls", TABLES.endings]),
        (["export", "one-shell", "-o", "nowhere/x.csv"], ["nowhere"]),
        (["export", "one-shell", "--time", "yesterday", "-o", "x.csv"], ["yesterday", "ISO 8601"]),
        (["export", "one-shell", "--frame", "EME", "-o", "x.csv"], ["EME", "TEME, GCRS or ITRS"]),
        (["export", "one-shell", "--quantities", "mood", "-o", "x.csv"], ["mood", "charge"]),
        (["export", "one-shell", "oneweb", "-o", "x.csv"], ["oneweb", "second design"]),
        (["render", "one-shell", "--size", "big", "-o", "x.png"], ["big", "WIDTHxHEIGHT"]),
        (["render", "one-shell", "--size", "99999x10", "-o", "x.png"], ["16,384"]),
        (["render", "one-shell", "--view", "moon", "-o", "x.png"], ["moon", "home", "pole"]),
        (["render", "one-shell", "--exposure", "4", "-o", "x.png"], ["--exposure is 4", "3.3"]),
        (["render", "one-shell", "--exposure", "nan", "-o", "x.png"], ["--exposure is nan"]),
        (["render", "one-shell", "--show", "rain", "-o", "x.png"], ["rain", "coastlines"]),
        (["render", "one-shell", "--select", "none", "-o", "x.png"], ["none"]),
        (["render", "one-shell", "-o", "x.gif"], ["x.gif", ".png or .jpg"]),
        (
            ["render", "one-shell", "-o", "x.jpg", "--background", "transparent"],
            ["x.jpg", "JPEG picture cannot be transparent", "PNG"],
        ),
        (["render", "one-shell", "--background", "blue", "-o", "x.png"], ["blue", "white"]),
        (["render", "one-shell", "-o", "nowhere/x.png"], ["nowhere"]),
        (
            ["render", "one-shell", "--ruler", "Berlin", "Nix", "-o", "x.png"],
            ['no satellite or place named "Nix"', "latitude,longitude", "centre"],
        ),
        (["render", "one-shell", "--ruler", "Berlim", "centre", "-o", "x.png"], ['"Berlin"?']),
        (
            ["render", "one-shell", "--ruler", "95,10", "centre", "-o", "x.png"],
            ['"95,10" is no site: the latitude is 95 degrees'],
        ),
        (
            ["render", "one-shell", "--ruler", "centre", "center", "-o", "x.png"],
            ["begin and end at Earth's centre", "two different things"],
        ),
        (["render", "one-shell", "--ruler", "centre"], ["--ruler", "requires 2 arguments"]),
        (["render", "--color", "taste"], ["taste"]),
        (["export", "--no-such-option"], ["--no-such-option"]),
        (["report", "--size", "3"], ["no option --size; allowed: --json, --time"]),
        (["report", "--jsn"], ["did you mean --json?"]),
        (["report", "a", "b", "c"], ['"b c" is too much; allowed: orbitviz report [OPTIONS] [de']),
        (["designs", "x"], ['"x" is too much; allowed: orbitviz designs [OPTIONS]']),
        (["repot"], ["repot", 'did you mean "report"?']),
        (["report", ""], ['"" is no name', "built-in"]),
        (["report", "starlink"], ['did you mean "starlink-gen1" or "starlink-gen2"?']),
        (["report", "n" * 300], ["neither a file nor a built-in design"]),
        (["report", "one-shell", "--time", ""], ["is not a date"]),
        (["export", "one-shell", "--at", "", "-o", "x.csv"], ["is not a date"]),
        (["export", "one-shell", "-o", "n" * 300 + ".csv"], ["file name too long"]),
        (["export", "one-shell", "-o", ""], ["is a folder"]),
        (["export", "one-shell", "-o", "-", "--format", "xls"], ['"xls"', "csv, parquet or tle"]),
        (["report", "one-shell", "-o", "x", "--format", "csv"], ['"csv"', "html or json"]),
    ],
)
def test_wrong_input_gets_a_sentence_and_status_2(command, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    status, out, err = command(*arguments)
    assert status == 2
    assert err.startswith("orbitviz: ")
    assert err.count("\n") == 1
    assert all(word in err for word in words), err
    assert "Traceback" not in out + err
    assert list(tmp_path.iterdir()) == []


def test_every_mistake_of_a_design_is_told_on_a_line_of_its_own(command, tmp_path):
    file = tmp_path / "wrong.toml"
    file.write_text(SMALL.replace("= 550", "= 50").replace("= 53", "= 530").replace("= 4", "= 0"))
    status, _, err = command("report", file)
    assert status == 2
    at = [f'orbitviz: {file}, line {line}, group "One, two", ' for line in (8, 9, 10)]
    wrong = ["altitude_km: is 50 km; ", "inclination_deg: is 530 degrees; ", "planes: is 0; "]
    lines = err.splitlines()
    assert len(lines) == 3
    assert all(line.startswith(a + b) for line, a, b in zip(lines, at, wrong, strict=True)), err


@pytest.mark.parametrize("verb", ["report", "transient"])
def test_a_catalogue_where_a_design_is_needed_is_named(command, tmp_path, verb):
    path = tmp_path / "two.tle"
    path.write_text(sets.as_tle(2))
    status, _, err = command(verb, path)
    assert status == 2
    assert err.startswith(f"orbitviz: {path}: is a catalogue, which has no data")


def test_a_folder_that_cannot_be_written_to(command, small, tmp_path, monkeypatch):
    import os

    monkeypatch.setattr(os, "access", lambda *_: False)
    status, _, err = command("export", small, "-o", tmp_path / "x.csv")
    assert status == 2
    assert "cannot be written to" in err


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Cancelled])
def test_a_cancelled_export_leaves_nothing(command, small, tmp_path, monkeypatch, stop):
    import orbitviz.formats.tables.state_table as module

    def interrupted(*_):
        raise stop

    monkeypatch.setattr(module, "sunlit", interrupted)
    status, _, err = command("export", small, "-o", tmp_path / "x.csv")
    assert (status, err) == (130, "orbitviz: cancelled; nothing was changed\n")
    assert [path.name for path in tmp_path.iterdir()] == ["small.toml"]


def test_an_unforeseen_failure_goes_to_the_log(command, small, tmp_path, monkeypatch):
    import orbitviz.cli.verbs.export as module

    monkeypatch.setattr(module, "export_states", lambda *_: 1 / 0)
    status, _, err = command("export", small, "-o", tmp_path / "x.csv")
    assert status == 1
    assert "ZeroDivisionError" in err
    log = err.split("details in ")[1].strip(" )\n")
    assert "Traceback" in Path(log).read_text()


@pytest.mark.gl
def test_render_draws_the_design(command, small, tmp_path):
    picture = tmp_path / "out.png"
    status, out, err = command(
        "render", small, "-o", picture, "--size", "320x200", "--supersample", "1"
    )
    assert (status, err) == (0, "")
    assert str(picture) in out
    assert "20 drawn of 20 modelled" in out
    pixels = np.asarray(Image.open(picture))
    assert pixels.shape == (200, 320, 3)
    # The Earth fills the middle, the night sky the edge.
    assert pixels[60:140, 110:210].mean() > 4 * pixels[:, :20].mean()


@pytest.mark.gl
def test_render_measures_and_draws_on_nothing(command, small, tmp_path):
    picture = tmp_path / "out.png"
    status, out, _ = command(
        "render", small, "-o", picture, "--size", "320x200", "--supersample", "1",
        "--background", "transparent", "--no-overlays", "--ruler", "-33.9,151.2", "centre",
    )  # fmt: skip
    assert status == 0
    ends, reading = out.splitlines()[-2:]
    assert ends == "33.90° S, 151.20° E – Earth's centre"
    # The radius of WGS 84 at a geodetic latitude (Torge & Mueller 2012, section 4.1).
    a, b, lat = 6378.137, 6356.7523142, np.radians(33.9)
    a_cos, b_sin = a * np.cos(lat), b * np.sin(lat)
    radius_km = np.hypot(a * a_cos, b * b_sin) / np.hypot(a_cos, b_sin)
    assert reading == f"{radius_km:,.2f} km, light 21.3 ms"
    pixels = np.asarray(Image.open(picture))
    assert pixels.shape == (200, 320, 4)
    assert pixels[100, 160, 3] == 255
    assert not pixels[:8, :40].any()


def test_names_reach_a_spreadsheet_as_text(command, tmp_path):
    path, table = tmp_path / "in.toml", tmp_path / "out.csv"
    path.write_text(SMALL.replace("One, two", "=cmd|'/C calc'!A0"))
    assert command("export", path, "-o", table)[0] == 0
    with table.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["group"] for row in rows} == {"'=cmd|'/C calc'!A0"}
    assert not any(row[key].startswith(("=", "@")) for row in rows for key in row)


@pytest.mark.parametrize("verb", [["report"], ["report", "--shells", "nowhere"], ["export"]])
def test_a_terminal_does_not_obey_names(command, tmp_path, verb):
    path = tmp_path / "in.toml"
    name = "\\u001b]0;pwned\\u0007\\u001b[31mRED :smile: [bold]x[/]"
    path.write_text(SMALL.replace("One, two", name).replace("Small", name))
    output = ["-o", tmp_path / "x.csv"] if verb[0] == "export" else []
    _, out, err = command(*verb, path, *output)
    assert "\x1b" not in out + err
    assert "\x07" not in out + err
    if verb == ["report"]:
        assert "]0;pwned" in out
        assert ":smile: [bold]x[/]" in " ".join(out.split())


def test_a_sentence_about_a_strange_key_is_one_line(command, tmp_path):
    path = tmp_path / "in.toml"
    path.write_text(SMALL + '"\\u001b]0;pwned\\u0007\\u001b[31mRED\\n" = 1\n')
    status, _, err = command("report", path)
    assert status == 2
    assert err.count("\n") == 1
    assert "\x1b" not in err
