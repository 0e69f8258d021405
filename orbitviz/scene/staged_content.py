"""What is written in the corners while a tour is shown."""

from __future__ import annotations

from dataclasses import replace

from orbitviz.base.colours import to_srgb
from orbitviz.base.constants import DAY_S, MINUTE_S
from orbitviz.base.units import number_text, rate_meaning
from orbitviz.engine.on_stage import OnStage, SkyLook
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.status_caption import SEPARATOR
from orbitviz.model.sky_options import SkyColours
from orbitviz.model.state import State
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.ground_sky.colours import LIT, SHADOWED
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.overlay.typesetting import Legend, LegendRow
from orbitviz.subsystems.quantities.orbit import SUNLIGHT

_REAL_TIME = 0.01  # difference of a rate from 1 that is not told


def with_stage(
    content: OverlayContent, stage: OnStage, state: State, snapshot: Snapshot
) -> OverlayContent:
    """Return what the overlay says while a tour adds to it: the clock with the rate of time."""
    legend = content.legend
    by_sunlight = state.view.sky.colours is SkyColours.LIGHT
    if isinstance(stage.flat, SkyLook) and by_sunlight and state.view.layers.legend:
        legend = _of_sky()
    time_text = clock_text(snapshot.instant, stage.rate)
    return replace(content, stage=stage, time_text=time_text, legend=legend)


def clock_text(instant: Instant, rate: float) -> str:
    """Return an instant as fine as one can read it at a rate, with the rate.

    rate   simulated seconds per second
    """
    pace = abs(rate)
    date, _, time = instant.isoformat()[:-1].partition("T")
    if pace >= DAY_S:
        return f"{date}{SEPARATOR}{rate_meaning(rate)}"
    at = f"{date} {time[:5] if pace >= MINUTE_S else time} UTC"
    if abs(rate - 1.0) < _REAL_TIME:
        return at
    faster = f"×{number_text(rate)}" if 0.0 < pace < MINUTE_S else rate_meaning(rate)
    return f"{at}{SEPARATOR}{faster}"


def _of_sky() -> Legend:
    """Return what the colours of satellites in a sky say: whether they are in sunlight."""
    lit, dark = (tuple(to_srgb(one).tolist()) for one in (LIT, SHADOWED))
    rows = (LegendRow(lit, "in sunlight"), LegendRow(dark, "in the Earth's shadow"))
    return Legend(title=SUNLIGHT.title, rows=rows)
