"""The verb `map` as a user meets it: the picture, its options, and sentences on wrong input."""

from __future__ import annotations

import io
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from orbitviz.cli.main import main
from tests.formats.element_sets import as_tle

SIZE = "400x200"


@pytest.fixture
def command(capsys, tmp_path):
    def run(*arguments, output="map.png"):
        path = tmp_path / output
        given = ("map", *arguments, "-o", path)
        with pytest.raises(SystemExit) as leaving:
            main(lambda *_: None, [str(argument) for argument in given])
        out, err = capsys.readouterr()
        return leaving.value.code, out, err, path

    return run


def pixels_of(path):
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def test_a_map_of_the_size_that_was_asked_for(command):
    status, out, err, path = command("oneweb", "--size", "600x300", "--at", "2026-12-21T17:10Z")
    assert (status, err) == (0, "")
    assert out.strip() == str(path)
    assert pixels_of(path).shape == (300, 600, 3)


def test_the_same_map_twice_is_the_same_to_the_byte(command):
    _, _, _, one = command("one-shell", "--size", SIZE, output="one.png")
    _, _, _, other = command("one-shell", "--size", SIZE, output="other.png")
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    "options",
    [("--projection", "polar"), ("--color", "sunlight"), ("--hide", "satellites"),
     ("--show", "borders"), ("--satellite", "p001 s0001"), ("--look", "dots"),
     ("--exposure", "-2"), ("--at", "2026-06-21T00:00Z"), ("--hide", "legend,status-caption")],
)  # fmt: skip
def test_options_change_the_map(command, options):
    _, _, _, plain = command("oneweb", "--size", SIZE)
    status, _, _, changed = command("oneweb", "--size", SIZE, *options, output="changed.png")
    assert status == 0
    assert np.abs(pixels_of(plain) - pixels_of(changed)).max() > 30


def test_several_satellites_and_objects_are_selected(command, tmp_path):
    file = tmp_path / "five.tle"
    file.write_text(as_tle())
    status, _, _, path = command(
        "oneweb", file, "--size", SIZE, "--satellite", "p001 s0001", "--satellite", "70001"
    )
    assert status == 0
    assert pixels_of(path).shape == (200, 400, 3)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--size", "10x10"), '"10x10" is not a size'),
        (("--size", "wide"), '"wide" is not a size'),
        (("--color", "mood"), '--color is "mood"'),
        (("--satellite", "p999 s0001"), 'there is no satellite named "p999 s0001"'),
        (("--select", "Nobody"), 'there is no group named "Nobody"'),
        (("--hide", "everything"), 'there is no layer named "everything"'),
        (("--exposure", "99"), "--exposure is 99"),
        (("--at", "yesterday"), "yesterday"),
        (("--at", "2190-01-01"), "2190"),
        (("--projection", "mercator"), "mercator"),
    ],
)
def test_wrong_input_is_told_in_a_sentence(command, options, words):
    status, _, err, path = command("oneweb", *options)
    assert status != 0
    assert words in err
    assert "Traceback" not in err
    assert not path.exists()


def test_only_pngs_are_written(command):
    status, _, err, path = command("oneweb", output="map.jpg")
    assert status != 0
    assert "is not a PNG file" in err
    assert not path.exists()


def test_a_map_is_printed(capfdbinary):
    with pytest.raises(SystemExit) as leaving:
        main(lambda *_: None, ["map", "one-shell", "--size", "64x32", "-o", "-"])
    out, err = capfdbinary.readouterr()
    assert (leaving.value.code, err) == (0, b"-\n")
    with Image.open(io.BytesIO(out)) as image:
        assert (image.format, image.size) == ("PNG", (64, 32))


def test_no_library_of_opengl_is_loaded(tmp_path):
    verb = ["map", "oneweb", "--size", "64x32", "-o", str(tmp_path / "a.png")]
    code = (
        "import sys\n"
        "from orbitviz.cli.main import main\n"
        "try:\n"
        f"    main(lambda *_: None, {verb!r})\n"
        "finally:\n"
        "    print(sorted(n for n in sys.modules if n in ('vispy', 'OpenGL', 'PySide6')))\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "[]"
