"""Bodies drawn in bands look as those drawn in the whole picture."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.scene.bodies import bodies_layer
from orbitviz.scene.offscreen import Renderer
from tests.scene.test_bodies import NOW, close_to

pytestmark = pytest.mark.gl

SIZE = (320, 200)


@pytest.fixture(scope="module")
def renderer():
    with Renderer() as drawn:
        yield drawn


@pytest.mark.parametrize(("spans", "azimuth"), [(0.3, 0.2), (1.25, 0.0), (1.25, 2.0), (30.0, 1.0)])
def test_no_pixel_of_a_body_is_outside_of_its_bands(renderer, monkeypatch, spans, azimuth):
    state, _, _ = close_to(spans=spans, azimuth=azimuth)
    in_bands = renderer.render(state, NOW, SIZE).pixels
    found = []

    def whole(view, *_):
        found.append(view.tile[2:])
        return [(0, 0, *view.tile[2:])]

    monkeypatch.setattr(bodies_layer, "bands_of", whole)
    assert np.array_equal(renderer.render(state, NOW, SIZE).pixels, in_bands)
    assert found
