"""How long a move of a slider takes until tables are uploaded and panels redrawn.

    python -m tests.bench.slider_latency [MOVES] [DESIGN]

Fifty moves, or as many as named, of a slider with the million loaded, or another built-in design:
the radiator's area of every satellite, then the age, then the demand, of the first group, and of
the last, that flies a design of its own. Counted are the edit, the maps, the table of the colours
with its upload, the answer of the analyst and the visible panel's paint; not the drawing of the
points.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from dataclasses import replace
from itertools import pairwise

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication
from vispy import gloo
from vispy.gloo.context import get_current_canvas

from orbitviz.analysis.answers.analyst import Analyst
from orbitviz.analysis.answers.needs import Question
from orbitviz.analysis.fleet import solve_fleet
from orbitviz.cli.measure import hardware
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.satellite import builtin_satellite
from orbitviz.model.design_edits import set_satellite_value
from orbitviz.model.selection import Selection
from orbitviz.model.state import Playback, State
from orbitviz.model.view import ViewOptions
from orbitviz.scene.colouring import colour_scale
from orbitviz.scene.gl.context import gl_context
from orbitviz.scene.gl.gl_info import renderer_name
from orbitviz.scene.satellites.quantity_texture import QuantityTexture
from orbitviz.subsystems.quantities.heat import RADIATOR
from orbitviz.subsystems.stations import Fineness
from orbitviz.ui.panels.analysis_panel import AnalysisPanel
from orbitviz.ui.panels.power import POWER

STAGES = ("edit", "maps", "table", "answer", "panel", "all")
VIEW = ViewOptions(colour_mode=RADIATOR.key)


def with_own_design(document, group):
    """Return a document with one group flying a design of its own."""
    groups = list(document.design.groups)
    groups[group] = groups[group].model_copy(update={"satellite": "mine"})
    groups = tuple(groups)
    satellites = {**document.design.satellites, "mine": builtin_satellite("ai1")}
    changes = {"groups": groups, "satellites": satellites}
    return replace(document, design=document.design.model_copy(update=changes))


def moves(document, name, path, values, panel, app):
    """Return milliseconds of each stage of each move."""
    state = State.of(document, Playback(document.design.epoch_instant))
    snapshot = snapshot_at(state, document.design.epoch_instant, with_survey=False)
    fleet, geometry, analyst, colours = (
        snapshot.fleet,
        snapshot.geometry,
        Analyst(),
        QuantityTexture(),
    )
    question = Question(document, Selection(), geometry, fleet)
    panel.show_answers(analyst.answer(question, POWER.quick_needs))
    app.processEvents()
    context = get_current_canvas().context
    out = []
    for value in values:
        mask = [time.perf_counter()]
        document = set_satellite_value(document, name, path, value)
        mask.append(time.perf_counter())
        fleet = solve_fleet(document, fleet.sun_km, fleet, fineness=Fineness.DRAFT)
        mask.append(time.perf_counter())
        colours.show(fleet, colour_scale(VIEW, fleet))
        for texture in (colours._table, colours._colours):
            context.glir.associate(texture.glir)
        context.flush_commands()
        gloo.finish()
        mask.append(time.perf_counter())
        question = Question(document, Selection(), geometry, fleet)
        answer = analyst.answer(question, POWER.quick_needs)
        mask.append(time.perf_counter())
        panel.show_answers(answer)
        app.processEvents()
        mask.append(time.perf_counter())
        stages = [1e3 * (b - a) for a, b in pairwise(mask)]
        out.append([*stages, 1e3 * (mask[-1] - mask[0])])
    return out


def told(title, rows):
    """Print the median of each stage."""
    medians = [statistics.median(column) for column in zip(*rows, strict=True)]
    words = "  ".join(f"{name} {ms:.1f}" for name, ms in zip(STAGES, medians, strict=True))
    print(f"{title}: {words} ms")


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    app = QApplication([])
    panel = AnalysisPanel(POWER)
    panel.resize(390, 850)
    panel.show()
    opened = read_builtin(*sys.argv[2:3])
    last = len(opened.design.groups) - 1
    areas = [80.0 + k for k in range(count)]
    ages = [0.1 * k for k in range(1, count + 1)]
    loads = [0.5 + 0.009 * k for k in range(count)]
    with gl_context():
        print(hardware(renderer_name()))
        told("radiator of all", moves(opened, "ai1", ("radiator", "area_m2"), areas, panel, app))
        for group, words in ((0, "first"), (last, "last")):
            own = with_own_design(opened, group)
            rows = moves(own, "mine", ("age_years",), ages, panel, app)
            told(f"age of the {words} group", rows)
            path = ("bus", "housekeeping_kw")
            rows = moves(own, "mine", path, [9 * v for v in loads], panel, app)
            told(f"load of the {words} group", rows)


if __name__ == "__main__":
    main()
