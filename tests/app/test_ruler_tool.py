"""The ruler of the window: clicks, selected satellites, names."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from orbitviz.app.ruler_tool import RulerTool
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.positions import positions_km
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.commands import open_document
from orbitviz.model.ruler import EarthCentre
from orbitviz.model.ruler_ends import end_name
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.selecting import select
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.view import CameraPose, Reference
from orbitviz.orbits.geodesy import itrs_position_km
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.scene.view import view_of
from tests.app.conftest import DESIGN

SIZE = (1000, 800)


@pytest.fixture
def snapshot(store):
    return snapshot_at(store.state, store.state.playback.at, with_survey=False, with_maps=False)


@pytest.fixture
def view(snapshot):
    camera = CameraPose(reference=Reference.EARTH, azimuth_rad=0.3, elevation_rad=0.4)
    return view_of(camera, snapshot.geometry, SIZE)


@pytest.fixture
def tool(qtbot, store, window, snapshot):
    globe = QWidget()
    qtbot.addWidget(globe)
    window.show()
    return RulerTool(store, window, SimpleNamespace(native=globe), lambda: snapshot)


def pixel_of_ground(view, snapshot, lat_deg, lon_deg):
    place = itrs_position_km(math.radians(lat_deg), math.radians(lon_deg), 0.0)
    (pixel,), _ = view.project((place @ snapshot.geometry.teme_to_itrs)[None])
    return float(pixel[0]), float(pixel[1])


def satellites_in_sight(store, view, snapshot):
    rows = np.arange(60)
    r_km = positions_km(store.state, snapshot, MAIN_DESIGN, rows)
    pixels, _ = view.project(r_km)
    seen = ~hidden_by_earth(view.eye_km, r_km)
    return {SatelliteKey(MAIN_DESIGN, int(k)): tuple(pixels[k].tolist()) for k in rows[seen]}


def test_two_clicks_measure_from_ground_to_satellite(tool, store, window, view, snapshot):
    assert not tool.take_click(view, 500.0, 400.0, False)  # nobody asked
    tool.measure()
    assert "Click one end" in window.notices.messages[-1]
    assert tool.take_click(view, *pixel_of_ground(view, snapshot, 20.0, 10.0), True)
    assert "20.00° N, 10.00° E" in window.notices.messages[-1]
    assert store.state.ruler is None
    key, at = next(iter(satellites_in_sight(store, view, snapshot).items()))
    assert tool.take_click(view, at[0] + 3.0, at[1] - 2.0, False)
    ground, satellite = store.state.ruler.ends
    assert (ground.lat_deg, ground.lon_deg) == pytest.approx((20.0, 10.0), abs=1e-6)
    assert satellite == key
    assert window.notices.messages == ()
    assert not tool.take_click(view, *at, False)  # the next click selects again


def test_the_ground_below_a_satellite_is_taken_with_ctrl(tool, store, view, snapshot):
    seen = satellites_in_sight(store, view, snapshot)
    key = min(seen, key=lambda one: math.hypot(seen[one][0] - 500.0, seen[one][1] - 400.0))
    at = seen[key]
    tool.measure()
    tool.take_click(view, *at, True)
    tool.take_click(view, *at, False)
    assert store.state.ruler.one != store.state.ruler.other == key
    back = pixel_of_ground(view, snapshot, store.state.ruler.one.lat_deg,
                           store.state.ruler.one.lon_deg)  # fmt: skip
    assert back == pytest.approx(at, abs=1e-6)


def test_the_sky_is_no_end_and_esc_ends_the_waiting(qtbot, tool, store, window, view):
    tool.measure()
    assert tool.take_click(view, 2.0, 2.0, False)
    assert "neither a satellite nor ground" in window.notices.messages[-1]
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.notices.messages == ()
    assert store.state.ruler is None
    assert not tool.take_click(view, 500.0, 400.0, False)


def test_without_a_mouse(tool, store, window):
    one, other = SatelliteKey(MAIN_DESIGN, 3), SatelliteKey(MAIN_DESIGN, 47)
    shells = {store.state.shell_of(one)}
    store.do(select(shells, [one, other]))
    tool.measure()
    assert store.state.ruler.ends == (one, other)
    tool.clear()
    assert store.state.ruler is None
    store.do(select(shells, [other]))
    tool.measure()
    assert satellite_name(store.state, other) in window.notices.messages[-1]
    tool.measure()
    assert store.state.ruler.ends == (other, EarthCentre())
    store.do(select(()))
    tool.measure()
    tool.measure()
    tool.measure()  # twice the centre is no ruler
    assert "Both ends would be the same" in window.notices.messages[-1]
    tool.cancel()
    assert store.state.ruler.ends == (other, EarthCentre())


def test_a_first_end_that_is_closed_is_waited_for_again(tool, store, window):
    one = SatelliteKey(MAIN_DESIGN, 59)
    store.do(select({store.state.shell_of(one)}, [one]))
    tool.measure()
    assert "the other end" in window.notices.messages[-1]
    smaller = parse_design(DESIGN.replace("planes = 6", "planes = 2"))
    store.do(open_document(smaller))
    assert "Click one end of the ruler" in window.notices.messages[-1]
    tool.measure()
    assert "from Earth's centre" in window.notices.messages[-1]


def test_ends_by_name(tool, store, window):
    one = SatelliteKey(MAIN_DESIGN, 3)
    store.do(select({store.state.shell_of(one)}, [one]))
    tool.ask()
    dialog = tool._dialog.part
    assert dialog.one.text() == satellite_name(store.state, one)
    dialog.other.setText("Nowhere in particular")
    dialog._choose()
    assert dialog.isVisible()
    assert "There is no satellite or place" in dialog.note.text()
    dialog.other.setText("Berlin")
    dialog._choose()
    assert not dialog.isVisible()
    assert [end_name(store.state, end) for end in store.state.ruler.ends] == [
        satellite_name(store.state, one), "Berlin"
    ]  # fmt: skip
    store.do(select(()))
    tool.ask()  # begins with what is measured
    assert dialog.other.text() == "Berlin"
    dialog.reject()
    home = 'epoch = 2026-11-22T00:00:00Z\n[[sites]]\nname = "Home"\nlat_deg = 40\nlon_deg = 7\n'
    store.do(open_document(parse_design(DESIGN.replace("epoch = 2026-11-22T00:00:00Z\n", home))))
    tool._measure_named("Home", "centre")
    tool.ask()  # a site of the design keeps its name
    assert dialog.one.text() == "Home"
    dialog.reject()
