"""How long a move of a slider of a group takes until satellites are uploaded and panels redrawn.

    python -m tests.bench.group_latency [MOVES]

Fifty moves, or as many as named, of sliders of one group of the million: its altitude, inclination,
planes and local time. Counted are the edit with its new satellites and the selection that follows
them, the draft of the maps, the upload of the planes for the compute shader, the table of the
colours with its upload, the answer of the analyst, and the paint of the visible panel and of the
page of the groups; not the drawing of the points. The last figure is the time that the processor
spent: on a machine that does other work, that of the clock is longer.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from itertools import pairwise

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication, QWidget
from vispy import gloo
from vispy.gloo.context import get_current_canvas

from orbitviz.analysis.answers.analyst import Analyst
from orbitviz.analysis.answers.needs import Question
from orbitviz.analysis.fleet import solve_fleet
from orbitviz.cli.measure import hardware
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import edit_groups
from orbitviz.model.group_edits import set_group_field
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import Playback, State
from orbitviz.scene.colouring import colour_scale
from orbitviz.scene.gl.context import gl_context
from orbitviz.scene.gl.gl_info import renderer_name
from orbitviz.scene.satellites.compute.plane_traversal import PlaneTraversal
from orbitviz.scene.satellites.quantity_texture import QuantityTexture
from orbitviz.subsystems.stations import Fineness
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.actions import ACTIONS
from orbitviz.ui.design.group_page import GroupPage
from orbitviz.ui.panels.analysis_panel import AnalysisPanel
from orbitviz.ui.panels.power import POWER
from tests.bench.slider_latency import VIEW

STAGES = ("edit", "maps", "upload", "table", "answer", "panel", "page", "all", "CPU")
MOVES = (
    ("altitude", 0, ("altitude_km", "first"), lambda k: 500.0 + k),
    ("inclination", 2, ("inclination_deg",), lambda k: 30.0 + 0.5 * k),
    ("planes", 4, ("planes",), lambda k: 30 + k),
    ("altitude, sun-synchronous", 5, ("altitude_km", "last"), lambda k: 1002.0 + k),
)


class Bench:
    """The million, and what follows its edits."""

    def __init__(self, app: QApplication) -> None:
        self.app, self.panel = app, AnalysisPanel(POWER)
        self.holder = QWidget()
        self.page = GroupPage(ActionSet(self.holder, ACTIONS))
        for part in (self.panel, self.page):
            part.resize(390, 850)
            part.show()
        self.traversal, self.colours = PlaneTraversal(), QuantityTexture()
        self.context = get_current_canvas().context

    def moves(self, group, path, values):
        """Return milliseconds of each stage of each move."""
        document = read_builtin()
        state = State.of(document, Playback(document.design.epoch_instant),
                         selection=Selection(keys_of_shells([3])))  # fmt: skip
        snapshot = snapshot_at(state, document.design.epoch_instant, with_survey=False)
        fleet, analyst = snapshot.fleet, Analyst()
        question = Question(document, Selection(), snapshot.geometry, fleet)
        self.panel.show_answers(analyst.answer(question, POWER.quick_needs))
        self.page.show_state(state, group)
        self.app.processEvents()
        out = []
        for value in values:
            mark, busy = [time.perf_counter()], time.process_time()

            def done(mark=mark):
                mark.append(time.perf_counter())

            state = edit_groups(set_group_field(document, group, path, value))(state)
            done()
            fleet = solve_fleet(state.document, fleet.sun_km, fleet, fineness=Fineness.DRAFT)
            done()
            self.traversal._upload(state.document.constellation)
            gloo.finish()
            done()
            self.colours.show(fleet, colour_scale(VIEW, fleet))
            for texture in (self.colours._table, self.colours._colours):
                self.context.glir.associate(texture.glir)
            self.context.flush_commands()
            gloo.finish()
            done()
            question = Question(state.document, Selection(), snapshot.geometry, fleet)
            answers = analyst.answer(question, POWER.quick_needs)
            done()
            self.panel.show_answers(answers)
            self.app.processEvents()
            done()
            self.page.show_state(state, group)
            self.app.processEvents()
            done()
            stages = [1e3 * (b - a) for a, b in pairwise(mark)]
            out.append([*stages, sum(stages), 1e3 * (time.process_time() - busy)])
        return out


def main() -> None:
    """Measure and print the median of each stage."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    app = QApplication([])
    with gl_context():
        print(hardware(renderer_name()))
        bench = Bench(app)
        for title, group, path, value in MOVES:
            rows = bench.moves(group, path, [value(k) for k in range(1, count + 1)])
            medians = [statistics.median(column) for column in zip(*rows, strict=True)]
            words = "  ".join(f"{name} {ms:.1f}" for name, ms in zip(STAGES, medians, strict=True))
            print(f"{title}: {words} ms (least {min(row[-2] for row in rows):.1f})", flush=True)


if __name__ == "__main__":
    main()
