"""What is true at the instant shown: read-only, handed to the scene and the panels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from orbitviz.engine.fleet import Fleet
from orbitviz.engine.keyframes import Keyframes
from orbitviz.engine.sunlit import sunlit_by_shell
from orbitviz.model.state import ShellKey, State
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.moment import Moment
from orbitviz.orbits.timescale import Instant


@dataclass(frozen=True)
class Survey:
    """Figures that take longer than a frame; made on the worker a few times a second.

    sunlit    share 0..1 of each shell's satellites in sunlight, the penumbra by its light
    failed    source -> objects whose SGP4 failed: catalogue number, name, reason
    stale     source -> number of objects whose elements are older than the limit
    """

    instant: Instant
    sunlit: Mapping[ShellKey, float] = field(default_factory=lambda: MappingProxyType({}))
    failed: Mapping[int, tuple[tuple[int, str, str], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    stale: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Snapshot:
    """One instant, ready to be drawn and told.

    keyframes   one entry a catalogue, None until SGP4 has answered for the first time
    drawn       satellites whose shells are visible and whose motion is known
    modelled    satellites of the design and objects of the catalogues
    generation  counts up; a later snapshot has the larger number
    fleet       operating maps of the design, None until they are solved for the first time
    """

    instant: Instant
    moment: Moment
    survey: Survey
    keyframes: tuple[Keyframes | None, ...]
    drawn: int
    modelled: int
    generation: int = 0
    fleet: Fleet | None = None

    @property
    def sunlit(self) -> Mapping[ShellKey, float]:
        """Share of each shell in sunlight."""
        return self.survey.sunlit

    @property
    def failed(self) -> Mapping[int, tuple[tuple[int, str, str], ...]]:
        """Objects whose SGP4 failed, by source."""
        return self.survey.failed

    @property
    def stale(self) -> Mapping[int, int]:
        """Number of objects with old elements, by source."""
        return self.survey.stale


def survey(state: State, instant: Instant, moment: Moment) -> Survey:
    """Return the slow figures of everything open."""
    constellation = state.document.constellation
    shares = sunlit_by_shell(constellation, instant, moment.sun_teme_km)
    lit = {ShellKey(0, shell): float(share) for shell, share in enumerate(shares)}
    failed, stale = {}, {}
    for source, catalogue in enumerate(state.catalogues, 1):
        r_km, _, error = catalogue.propagate(instant)
        good = error == 0
        light = sunlit(r_km[good], moment.sun_teme_km)
        lit[ShellKey(source, 0)] = float(np.mean(light)) if len(light) else float("nan")
        failed[source] = tuple(catalogue.failures(instant))
        stale[source] = int(np.count_nonzero(catalogue.stale(instant)))
    return Survey(instant, MappingProxyType(lit), MappingProxyType(failed), MappingProxyType(stale))


def counts(state: State, frames: tuple[Keyframes | None, ...]) -> tuple[int, int]:
    """Return the satellites drawn and modelled."""
    constellation = state.document.constellation
    sizes = np.diff(constellation.shell_first)
    shown = [ShellKey(0, shell) not in state.hidden for shell in range(len(sizes))]
    drawn = int(sizes[shown].sum())
    modelled = len(constellation)
    for source, (catalogue, frame) in enumerate(zip(state.catalogues, frames, strict=True), 1):
        modelled += len(catalogue)
        if frame is not None and ShellKey(source, 0) not in state.hidden:
            drawn += int(np.count_nonzero(frame.alive))
    return drawn, modelled
