"""Bodies have the areas of their design, and catch the sunlight that the power model has."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.analysis.bodies.body import body_of, unknown_body
from orbitviz.analysis.bodies.mesh import Frame, Part
from orbitviz.base.constants import AU_KM
from orbitviz.model.design.aging import satellite_at_age
from orbitviz.model.design.builtin import BUILTIN
from orbitviz.model.design.satellite import SatelliteDesign, builtin_satellite
from orbitviz.subsystems import attitude
from orbitviz.subsystems.environment import orbit_environment
from orbitviz.subsystems.power import array_w

ALL = [builtin_satellite(name) for name in BUILTIN]
areas = st.floats(-2, 4).map(lambda power: 10.0**power)
designs = st.builds(
    lambda like, array, pointing, radiator, faces, side, mass: SatelliteDesign.model_validate(
        {
            "like": like,
            "mass_kg": mass,
            "array": {"area_m2": array, "pointing": pointing},
            "radiator": {"area_m2": radiator, "faces": faces, "pointing": side},
        }
    ),
    st.sampled_from(sorted(BUILTIN)),
    areas,
    st.sampled_from(["tracking", "fixed", "edge-on"]),
    areas,
    st.integers(0, 2),
    st.sampled_from(["edge-on", "zenith", "orbit-normal"]),
    areas,
)


def check_areas(design):
    triangles = body_of(design).triangles
    assert triangles.area_m2(Part.ARRAY) == pytest.approx(design.array.area_m2, rel=0.01)
    radiating = design.radiator.area_m2 * design.radiator.faces
    assert triangles.area_m2(Part.RADIATOR) == pytest.approx(radiating, rel=0.01)


@pytest.mark.parametrize("design", ALL, ids=list(BUILTIN))
def test_built_in_satellites_have_their_areas(design):
    check_areas(design)


@given(designs)
def test_any_design_has_its_areas(design):
    check_areas(design)


@pytest.mark.parametrize(
    ("name", "span_m", "height_m"), [("ai1", 75.0, 30.0), ("ai1-june", 70.0, 20.0)]
)
def test_ai1_is_as_long_and_high_as_published(name, span_m, height_m):
    position = body_of(builtin_satellite(name)).triangles.position_m
    extent = position.max(axis=0) - position.min(axis=0)
    assert extent[1] == pytest.approx(span_m, rel=0.02)
    assert extent[0] == pytest.approx(height_m, rel=0.02)


@given(designs, st.floats(-1.5, 1.5), st.floats(-np.pi, np.pi))
def test_the_drawn_array_catches_the_sunlight_of_the_power_model(design, beta, phase):
    """Area and attitude as drawn, times flux and efficiency: the power that the array gives."""
    body, satellite = body_of(design), satellite_at_age(design)
    sma_km = 7_000.0
    up = np.array([np.cos(phase), np.sin(phase), 0.0])
    flight = np.array([-np.sin(phase), np.cos(phase), 0.0])
    sun = np.array([np.cos(beta), 0.0, np.sin(beta)])
    local = attitude.local_axes(sma_km * up[None], 7.5 * flight[None])
    axes = attitude.array_axes(body.array_pointing, local, sun)[0]
    mesh = body.triangles
    cells = (mesh.part == Part.ARRAY) & (mesh.frame == Frame.ARRAY)
    corners = (mesh.position_m[cells].astype(np.float64) @ axes).reshape(-1, 3, 3)
    facing = 0.5 * np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]) @ sun
    environment = orbit_environment(sma_km, beta, np.array([[phase]]), AU_KM)
    per_m2 = satellite.array_m2 / design.array.area_m2
    drawn_w = (
        np.maximum(facing, 0.0).sum()
        * per_m2
        * float(environment.flux_w_m2[0, 0] * environment.light[0, 0])
    )
    expected_w = float(array_w(satellite, environment)[0, 0])
    assert drawn_w == pytest.approx(expected_w, rel=0.01, abs=1e-6 * satellite.array_m2 * 1361.0)


@given(designs)
def test_surfaces_face_outwards_from_what_they_enclose(design):
    """Normals have unit length and agree with the sense of the corners of flat surfaces."""
    mesh = body_of(design).triangles
    np.testing.assert_allclose(np.linalg.norm(mesh.normal, axis=1), 1.0, atol=1e-5)
    flat = mesh.half_m[:, 0] > 0.0
    corners = mesh.position_m[flat].astype(np.float64).reshape(-1, 3, 3)
    sense = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    sense /= np.linalg.norm(sense, axis=1, keepdims=True)
    agreement = (sense * mesh.normal[flat].reshape(-1, 3, 3)[:, 0]).sum(axis=1)
    assert agreement.min() > 0.99


def test_the_more_the_mass_the_larger_the_bus():
    light, heavy = (
        body_of(SatelliteDesign.model_validate({"like": "ai1", "mass_kg": kg}))
        for kg in (1_000.0, 8_000.0)
    )
    assert heavy.bus_m[1] == pytest.approx(2.0 * light.bus_m[1])


def test_an_object_of_a_catalogue_has_a_small_body():
    assert 2.0 < unknown_body().span_m < 12.0
    assert not unknown_body().gold
