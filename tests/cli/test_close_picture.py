"""`render` comes close to a satellite by its name."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from orbitviz.cli.main import main

pytestmark = pytest.mark.gl


@pytest.fixture
def render(capsys, small_images):
    def run(*arguments):
        with pytest.raises(SystemExit) as leaving:
            main(lambda *_: None, ["render", *map(str, arguments)])
        return leaving.value.code, capsys.readouterr().err

    return run


def test_a_satellite_fills_the_picture(render, tmp_path):
    def pixels(*options):
        file = tmp_path / "one.png"
        name = ("suncatcher-81", "--satellite", "p001 s0001", "--size", "240x160")
        assert render(*name, "-o", file, *options)[0] == 0
        return np.asarray(Image.open(file).convert("RGB")).astype(int)

    def covered(*options):
        """Return the share of the picture that differs where there are no satellites."""
        empty = pixels(*options, "--hide", "satellites,legend,status-caption")
        seen = pixels(*options, "--hide", "legend,status-caption")
        return float((np.abs(seen - empty).sum(axis=2) > 30).mean())

    assert covered() > 0.1
    assert covered("--view", "30,20,200") < 0.02


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (("--satellite", "p999 s0001"), "no satellite named"),
        (("--satellite", "p001 s0001", "--view", "pole"), "with a satellite azimuth"),
        (("--satellite", "p001 s0001", "--view", "1,2,90000"), "km from the satellite"),
        (("--min-elevation", "90"), "--min-elevation is 90; allowed: 0 to less than 90 degrees"),
        (("--min-elevation", "nan"), "--min-elevation is nan"),
        (("--show", "ground-track"), 'no layer named "ground-track"'),
    ],
)
def test_a_wrong_place_is_told(render, tmp_path, arguments, wrong):
    status, sentence = render("suncatcher-81", *arguments, "-o", tmp_path / "x.png")
    assert status != 0
    assert wrong in " ".join(sentence.split())
    assert not (tmp_path / "x.png").exists()
