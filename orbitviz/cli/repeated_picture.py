"""Pictures of the million, drawn again and again as time passes and the camera turns."""

from __future__ import annotations

import time
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.expand import expand
from orbitviz.model.state import Document, Playback, State
from orbitviz.model.view import CameraPose, Layers, SatellitePath, ViewOptions

if TYPE_CHECKING:
    from orbitviz.scene.picture import Picture

SIZE = (1280, 800)
MILLION = 1_000_000
STEP_S = 10.0  # simulated time from frame to frame: playing at 600x with 60 frames a second
TURN_RAD = 0.005  # of the camera from frame to frame, while it moves
_NOTHING = Layers(**dict.fromkeys((field.name for field in fields(Layers)), False))
SCENES = {"plain": replace(_NOTHING, satellites=True), "full": Layers()}


def state_of(count: int, layers: Layers, path: SatellitePath = SatellitePath.AUTO) -> State:
    """Return the built-in design with `count` satellites; more slots a plane where it has fewer."""
    design = read_builtin().design
    if count > design.slots:
        times = -(-count // design.slots)
        design = design.model_copy(
            update={"groups": tuple(_denser(group, times) for group in design.groups)}
        )
    design = Design.model_validate(design.model_copy(update={"max_satellites": count}).model_dump())
    document = Document(design, expand(design))
    view = ViewOptions(layers=layers, satellite_path=path)
    return State.of(document, Playback(design.epoch_instant, playing=False), view=view)


def _denser(group: Any, times: int) -> Any:
    return group.model_copy(update={"satellites_per_plane": group.satellites_per_plane * times})


@dataclass
class RepeatedPicture:
    """A picture drawn again and again into the same memory; a GL context must be current."""

    picture: Picture
    state: State

    def __post_init__(self) -> None:
        from vispy import gloo

        from orbitviz.engine.engine import snapshot_at

        width, height = SIZE
        self._target = gloo.FrameBuffer(gloo.Texture2D((height, width, 4), format="rgba"))
        self._snapshot = snapshot_at(
            self.state,
            self.state.playback.at,
            with_survey=False,
            with_maps=self.state.view.colour.needs_map,
        )

    def frame_ms(self, number: int, *, turned: int = 0, draft: bool = False) -> float:
        """Draw frame `number`, the camera turned by `turned` steps, and return its time."""
        from vispy import gloo

        from orbitviz.orbits.sky_geometry import sky_geometry_at
        from orbitviz.scene.overlay.captions import captions
        from orbitviz.scene.overlay.overlay import OverlayContent
        from orbitviz.scene.view import view_of

        state = self.state
        began = time.perf_counter()
        instant = state.playback.at.plus_s(number * STEP_S)
        snapshot = replace(self._snapshot, instant=instant, geometry=sky_geometry_at(instant))
        view = view_of(_turned(state.view.camera, turned), snapshot.geometry, SIZE)
        words = captions(state, snapshot, "bench") if state.view.layers.legend else OverlayContent()
        with self._target:
            self.picture.draw(view, state, snapshot, words, draft=draft)
            gloo.finish()
        return (time.perf_counter() - began) * 1e3


def _turned(camera: CameraPose, steps: int) -> CameraPose:
    return replace(camera, azimuth_rad=camera.azimuth_rad + TURN_RAD * steps)
