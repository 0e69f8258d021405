"""One dawn-dusk plane of a satellite, for tests of what is said about it."""

from __future__ import annotations

from orbitviz.analysis.answers.needs import Question
from orbitviz.engine.engine import snapshot_at
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import Playback, State
from tests.designs import dawn_dusk, design_of


def dawn_dusk_question(*lines, like="ai1", satellites=1, ltan_h=6):
    """Return the question about a plane at 800 km of a built-in satellite with lines changed.

    At 6 h its orbits have no eclipse on that day, at noon they have the longest.
    """
    document = design_of(
        dawn_dusk(800, satellites, planes=1, ltan_h=ltan_h, satellite="mine"),
        head=f'[satellites.mine]\nlike = "{like}"\n' + "\n".join(lines) + "\n",
    )
    state = State.of(document, Playback(document.design.epoch_instant))
    snapshot = snapshot_at(state, document.design.epoch_instant, with_survey=False)
    selection = Selection(keys_of_shells([0]))
    return Question(document, selection, snapshot.geometry, snapshot.fleet)
