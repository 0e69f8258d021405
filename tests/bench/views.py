"""How long whole frames of the fixed views take.

    python -m tests.bench.views [--frames N] [NAME...]

Prints the median and the worst wall time and the median processor time of N pictures of each view
named, by default of close-up ones, everything drawn anew for each. The first few are not counted.
"""

from __future__ import annotations

import argparse
import statistics
import time

from vispy import gloo

from orbitviz.cli.measure import hardware
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.viewpoints import placed
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.gl.context import gl_context
from orbitviz.scene.gl.gl_info import renderer_name
from orbitviz.scene.overlay.captions import captions
from orbitviz.scene.picture import Picture
from orbitviz.scene.view import view_of
from tests.visual.views import VIEWS, FixedView

_CLOSE = (
    "ai1-detail", "ai1-day", "ai1-sunset", "ai1-shadow", "suncatcher", "starlink-v2-mini",
    "coast-noon", "clouds-near",
)  # fmt: skip
_WARM_UP = 3  # frames that compile and upload


def frames(picture: Picture, shown: FixedView, count: int) -> tuple[list[float], list[float]]:
    """Return wall and processor times of frames of a view, ms; a GL context must be current."""
    state = shown.state
    snapshot = snapshot_at(state, shown.instant, with_survey=False)
    pose, mount = placed(state, snapshot, state.view.camera)
    view = view_of(pose, snapshot.geometry, shown.size, 1.0, mount)
    words = captions(state, snapshot, "bench")
    picture.apply(state)
    target = gloo.FrameBuffer(gloo.Texture2D((*shown.size[::-1], 4), format="rgba"))
    wall, processor = [], []
    for _ in range(_WARM_UP + count):
        picture.invalidate()
        began, began_work = time.perf_counter(), time.process_time()
        with target:
            picture.draw(view, state, snapshot, words)
            gloo.finish()
        wall.append((time.perf_counter() - began) * 1e3)
        processor.append((time.process_time() - began_work) * 1e3)
    return wall[_WARM_UP:], processor[_WARM_UP:]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*VIEWS, []], metavar="NAME")
    parser.add_argument("--frames", type=int, default=60)
    asked = parser.parse_args()
    with gl_context():
        print(hardware(renderer_name()))
        picture = Picture(load_images())
        for name in asked.names or _CLOSE:
            shown = VIEWS[name]()
            wall, processor = frames(picture, shown, asked.frames)
            print(
                f"{name} {shown.size[0]} x {shown.size[1]}: {statistics.median(wall):.1f} ms, "
                f"worst {max(wall):.1f} ms, processor {statistics.median(processor):.1f} ms",
                flush=True,
            )
        picture.delete()


if __name__ == "__main__":
    main()
