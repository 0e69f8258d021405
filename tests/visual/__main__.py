"""Draws the fixed views into one page.

    python -m tests.visual FOLDER [--before FOLDER] [NAME...]

    python -m tests.visual --keep

Saves FOLDER/NAME.png and FOLDER/index.html; beside each picture stands that of an earlier run. Or
draws those anew that `make test` compares with.
"""

from __future__ import annotations

import argparse
import html
import os
import time
from pathlib import Path

from PIL import Image

from orbitviz.scene.offscreen import Renderer
from tests.visual.kept import keep
from tests.visual.views import VIEWS, views
from tests.visual.vision import simulated

_STYLE = "body{background:#111;color:#ddd;font:14px sans-serif}img{width:48%;margin:4px}"


def main() -> None:
    """Draw the views and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("names", nargs="*", choices=[*VIEWS, []], metavar="NAME")
    parser.add_argument("--before", type=Path, help="folder of an earlier run")
    parser.add_argument("--keep", action="store_true", help="draw what tests compare with")
    asked = parser.parse_args()
    if asked.keep:
        with Renderer() as renderer:
            keep(renderer)
        return
    if asked.folder is None:
        parser.error("a folder is missing")
    asked.folder.mkdir(parents=True, exist_ok=True)
    with Renderer() as renderer:
        for name, view in views(asked.names):
            began = time.perf_counter()
            pixels = renderer.render(view.state, view.instant, view.size).pixels
            if view.vision:
                pixels = simulated(pixels, view.vision)
            Image.fromarray(pixels).save(asked.folder / f"{name}.png")
            print(f"{name}: {time.perf_counter() - began:.1f} s", flush=True)
    _write_page(asked.folder, asked.before)


def _write_page(folder: Path, before: Path | None) -> None:
    """Write the page of every picture in the folder, in the order of the views."""
    rows = []
    for name in VIEWS:
        pictures = [folder / f"{name}.png"]
        if before is not None:
            pictures.insert(0, before / f"{name}.png")
        images = "".join(
            f'<img src="{html.escape(os.path.relpath(picture, folder))}">'
            for picture in pictures
            if picture.exists()
        )
        if images:
            rows.append(f"<h2>{name}</h2>{images}")
    page = f"<!doctype html><title>orbitviz</title><style>{_STYLE}</style>{''.join(rows)}"
    (folder / "index.html").write_text(page)


if __name__ == "__main__":
    main()
