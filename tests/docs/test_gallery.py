"""Each picture of the gallery has a command that can be given, and is of the size it asks for."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import av
import pytest
from PIL import Image

from orbitviz.cli.lazy_verbs import load_verb
from orbitviz.formats.tours.tour_file import builtin_tours, read_tour

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "gallery.py"))
PAGE, FOLDER, FILMS = SCRIPT["PAGE"], SCRIPT["FOLDER"], SCRIPT["FILMS"]
COMMANDS, PLACE = SCRIPT["commands"](), SCRIPT["place"]
README = Path(__file__).parents[2] / "README.md"
MOST_BYTES = {".webp": 3_000_000, ".mp4": 10_000_000}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_of_the_gallery_can_be_given(name):
    verb, *arguments = COMMANDS[name]
    context = load_verb(verb).make_context(verb, list(arguments))
    assert context.params["output"] == Path(name)
    if size := context.params.get("size"):
        assert "{}x{}".format(*size_of(PLACE(name))) == size
    assert PLACE(name).stat().st_size < MOST_BYTES.get(Path(name).suffix, 700_000)


def size_of(path):
    """Return width and height of a picture or film, pixels."""
    if path.suffix == ".mp4":
        with av.open(path) as film:
            return film.streams.video[0].width, film.streams.video[0].height
    with Image.open(path) as picture:
        return picture.size


@pytest.mark.parametrize("name", builtin_tours())
def test_the_film_of_a_tour_is_whole_and_in_the_readme(name):
    with av.open(FILMS / f"{name}.mp4") as film:
        assert film.streams.video[0].frames == round(24 * read_tour(name).tour.duration_s)
    assert f"](docs/pages/films/{name}.mp4)" in README.read_text()


def test_the_page_shows_every_picture_and_no_other():
    shown = re.findall(r"\(\.\./(?:pictures/gallery|films)/(\S+)\)", PAGE.read_text())
    assert shown == list(COMMANDS)
    files = [*FOLDER.iterdir(), *FILMS.iterdir()]
    assert {file.name for file in files} == set(COMMANDS)
