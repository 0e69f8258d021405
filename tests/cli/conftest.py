from __future__ import annotations

import pytest

from orbitviz.cli.main import main
from tests.few_pixels import few_pixels


@pytest.fixture
def run(capsys):
    """Run the program with arguments of any kind; return its exit status and what it printed."""

    def run(*arguments):
        with pytest.raises(SystemExit) as leaving:
            main(lambda *_: None, [str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return leaving.value.code, out, err

    return run


@pytest.fixture
def small_images(monkeypatch) -> None:
    """Have pictures drawn with images of few pixels, read once."""
    monkeypatch.setattr("orbitviz.scene.offscreen.load_images", few_pixels)
