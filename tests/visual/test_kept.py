"""The kept views look as they did when somebody last looked at them.

A change that is wanted is kept by `python -m tests.visual --keep`, after a look at both.
"""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from orbitviz.scene.offscreen import Renderer
from tests.visual import kept

pytestmark = pytest.mark.gl

# Blocks of 20 x 20 pixels. 2.3 is a difference that is just noticeable side by side (Mahy et al.
# 1994); drivers differ by less than 1.
_MEAN, _WORST, _CONTRAST = 1.0, 5.0, 10.0


@pytest.fixture(scope="module")
def renderer():
    with Renderer() as made:
        yield made


@pytest.mark.parametrize("name", kept.NAMES)
def test_a_kept_view_looks_as_it_did(renderer, name):
    with Image.open(kept.FOLDER / f"{name}.png") as picture:
        before = np.asarray(picture.convert("RGB"))
    now = kept.small_picture(renderer, name)
    assert now.shape == before.shape
    apart = kept.colour_differences(before, now)
    assert apart.mean() < _MEAN
    assert apart.max() < _WORST
    assert kept.contrast_differences(before, now).max() < _CONTRAST


def test_what_nobody_would_take_for_the_same_is_told_apart():
    """Half of the light of the satellites, or colours of another map."""
    with Image.open(kept.FOLDER / "home.png") as picture:
        before = np.asarray(picture.convert("RGB"))
    dimmed = (before * 0.7).astype(np.uint8)
    turned = before[..., ::-1]
    for other in (dimmed, turned):
        assert kept.colour_differences(before, other).max() > _WORST
