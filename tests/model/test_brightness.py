"""The diffuse sphere of a satellite design: by measured magnitude, as given, or by its array."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import design_from
from orbitviz.model.design.brightness import brightness_words, zeta_m2
from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.subsystems.photometry import magnitude

TEXT = """
format = "orbitviz/1"
name = "x"
epoch = 2026-11-22
[satellites.x]
like = "ai1"
{lines}
[[groups]]
pattern = "walker-delta"
altitude_km = 550
inclination_deg = 53
planes = 1
satellites_per_plane = 1
satellite = "x"
"""


def satellite_from(lines):
    return design_from(TEXT.format(lines=lines)).satellite_of(0)


@pytest.mark.parametrize(
    ("lines", "area_m2", "words"),
    [
        ("", 168.0, "array of 840 m² times 0.2"),
        ("array.area_m2 = 800", 160.0, "array of 800 m² times 0.2"),
        ("brightness.zeta_m2 = 16.5", 16.5, "area times albedo 16.5 m²"),
        ('brightness.zeta_m2 = "from-array"', 168.0, "array of 840 m² times 0.2"),
        # V = 0.6457 for 160 m2 at 1,000 km and 90 degrees (Boley et al. 2026), 5 magnitudes less.
        ("brightness.magnitude = 5.6457", 1.6, "magnitude 5.6457 at 1,000 km"),
        ("brightness = { magnitude = 5.6457, zeta_m2 = 3 }", 1.6, "magnitude 5.6457 at 1,000 km"),
    ],
)
def test_area_times_albedo(lines, area_m2, words):
    design = satellite_from(lines)
    assert zeta_m2(design) == pytest.approx(area_m2, rel=1e-4)
    assert brightness_words(design) == words


def test_a_measured_satellite_can_be_given_an_area_instead():
    design = SatelliteDesign.model_validate(
        {
            "like": "starlink-v2-mini",
            "brightness": {"magnitude": "unmeasured", "zeta_m2": 3.0},
        }
    )
    assert zeta_m2(design) == 3.0


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("brightness.zeta_m2 = 0", 'from 0.0001 to 1,000,000 m², or "from-array"'),
        ('brightness.zeta_m2 = "big"', 'or "from-array"'),
        ("brightness.magnitude = 40", 'from -10 to 20 mag, or "unmeasured"'),
        ("brightness.albedo = 0.2", "zeta_m2, magnitude"),
    ],
)
def test_wrong_brightness_is_told(lines, sentence):
    with pytest.raises(UserError) as caught:
        satellite_from(lines)
    assert sentence in str(caught.value)


# Means at 1,000 km: Mallama 2020 for V1.0, arXiv:2306.06657 for V2 mini, Mallama for OneWeb and
# Amazon Leo.
@pytest.mark.parametrize(
    ("name", "measured"),
    [("starlink-gen1", 5.93), ("starlink-gen2", 7.87), ("oneweb", 7.18), ("kuiper", 6.81)],
)
def test_satellites_that_fly_are_as_bright_as_measured(name, measured):
    design = read_builtin(name).design
    for group in range(len(design.groups)):
        sphere_m2 = zeta_m2(design.satellite_of(group))
        assert magnitude(sphere_m2, 0.5 * np.pi, 1_000.0) == pytest.approx(measured, abs=1e-6)
