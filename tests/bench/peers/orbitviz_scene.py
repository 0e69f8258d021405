"""orbitviz itself: the scene "plain" of `orbitviz bench`, by the way of drawing that is named."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
from vispy import gloo

from orbitviz.cli.repeated_picture import SCENES
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.state import Playback, State
from orbitviz.model.view import SatellitePath, ViewOptions
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.gl.context import gl_context
from orbitviz.scene.gl.gl_info import renderer_name
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.picture import Picture
from orbitviz.scene.view import view_of
from tests.bench.peers.contestant import Contestant, serve


class OrbitvizScene(Contestant):
    """A frame as the window draws it; the operating maps are solved once."""

    def __init__(self, setup, columns):
        self._context = gl_context()
        self._context.__enter__()
        self.renderer = renderer_name()
        self._size = width, height = setup.size
        document = read_builtin()
        epoch = document.design.epoch_instant
        layers = SCENES["plain"]
        bare = replace(layers, satellites=False)
        way = SatellitePath(sys.argv[2])
        self._states = [
            State.of(
                document,
                Playback(epoch, playing=False),
                view=ViewOptions(layers=shown, satellite_path=way),
            )
            for shown in (bare, layers)
        ]
        self._picture = Picture(load_images())
        self._picture.apply(self._states[True])
        self._snapshot = snapshot_at(self._states[True], epoch, with_survey=False)
        self._target = gloo.FrameBuffer(gloo.Texture2D((height, width, 4), format="rgba"))

    def draw(self, time_s, with_satellites):
        """Draw one frame and return when it is finished."""
        state = self._states[with_satellites]
        instant = state.playback.at.plus_s(time_s)
        snapshot = replace(self._snapshot, instant=instant, geometry=sky_geometry_at(instant))
        view = view_of(state.view.camera, snapshot.geometry, self._size)
        with self._target:
            self._picture.draw(view, state, snapshot, OverlayContent())
            gloo.finish()

    def pixels(self):
        """Return the frame drawn last, (height, width, 3) uint8."""
        with self._target:
            return np.asarray(gloo.read_pixels((0, 0, *self._size)))[..., :3]


if __name__ == "__main__":
    serve(OrbitvizScene)
