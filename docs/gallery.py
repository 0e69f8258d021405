"""Draw the pictures and films of the gallery anew, by the commands that stand beside them.

python docs/gallery.py [NAME ...]

tests/docs/test_gallery.py fails where a command is none, or a picture is not there.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parent / "pages" / "guide" / "gallery.md"
FOLDER = Path(__file__).parent / "pages" / "pictures" / "gallery"
FILMS = Path(__file__).parent / "pages" / "films"


def commands() -> dict[str, list[str]]:
    """Return the commands of the page, without the program, by the name of what they write."""
    found = {}
    for block in re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line)
            found[words[words.index("-o") + 1]] = words[1:]
    return found


def place(name: str) -> Path:
    """Return where a picture or film of the page is."""
    return (FILMS if name.endswith(".mp4") else FOLDER) / name


def draw(names: list[str]) -> None:
    """Draw pictures by name, all of them for no name."""
    for name, words in commands().items():
        if not names or name in names:
            place(name).parent.mkdir(exist_ok=True)
            command = [sys.executable, "-m", "orbitviz", *words]
            subprocess.run(command, cwd=place(name).parent, check=True)


if __name__ == "__main__":
    draw(sys.argv[1:])
