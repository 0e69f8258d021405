from __future__ import annotations

import pytest

from orbitviz.scene.backdrop.earth import EarthImages, EarthLayer, load_earth_images


@pytest.fixture(scope="module")
def earth_images() -> EarthImages:
    return load_earth_images()


@pytest.fixture(scope="module")
def earth_layers() -> list[EarthLayer]:
    """The layer of a file of tests, once it is made: it takes a second."""
    return []


@pytest.fixture
def layer(gl_canvas, earth_images, earth_layers) -> EarthLayer:
    if not earth_layers:
        earth_layers.append(EarthLayer(earth_images))
    return earth_layers[0]
