"""Each picture of the gallery has a command that can be given, and is of the size it asks for."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from PIL import Image

from orbitviz.cli.lazy_verbs import load_verb

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "gallery.py"))
PAGE, FOLDER, COMMANDS = SCRIPT["PAGE"], SCRIPT["FOLDER"], SCRIPT["commands"]()
MOST_BYTES = {".webp": 3_000_000}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_of_the_gallery_can_be_given(name):
    verb, *arguments = COMMANDS[name]
    context = load_verb(verb).make_context(verb, list(arguments))
    assert context.params["output"] == Path(name)
    with Image.open(FOLDER / name) as picture:
        width, height = picture.size
    if size := context.params.get("size"):
        assert f"{width}x{height}" == size
    assert (FOLDER / name).stat().st_size < MOST_BYTES.get(Path(name).suffix, 700_000)


def test_the_page_shows_every_picture_and_no_other():
    shown = re.findall(r"\(\.\./pictures/gallery/(\S+)\)", PAGE.read_text())
    assert shown == list(COMMANDS)
    assert {file.name for file in FOLDER.iterdir()} == set(COMMANDS)
