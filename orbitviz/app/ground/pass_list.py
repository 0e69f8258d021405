"""The passes of the selected satellites over the site, while the panel of the sky is in view."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from PySide6.QtCore import QObject, QTimer

from orbitviz.analysis.passes import SatellitePass, SitePasses, pass_track, passes_over
from orbitviz.app.ground.topics import SkyTopic
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import DAY_S, HOUR_S, MINUTE_S
from orbitviz.base.errors import UserError
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.formats.pass_texts import HEADINGS, pass_cells
from orbitviz.model.design.groups import Site
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.orbits.timescale import LAST_INSTANT, Instant, within_ephemeris
from orbitviz.ui.sky.passes_page import PassesPage, PassRow
from orbitviz.ui.sky.sky_panel import SkyPanel

MOST_SATELLITES = 20
COLUMNS = ("Satellite", *HEADINGS)
_SPAN_S = 2.0 * DAY_S
_KEPT_S = 12.0 * HOUR_S  # while time goes on, before the list is made anew
_EVERY_MS = 400
_NOTHING = (
    "Select satellites on the globe, in the sky or in the command palette: their passes over the "
    "site are listed here."
)
Track = tuple[Floats, Floats]


@dataclass(frozen=True, eq=False)
class _Found:
    """The passes of some satellites from an instant on, in time; each with its satellite."""

    about: tuple[object, ...]
    state: State
    site: Site
    begin: Instant
    passes: tuple[tuple[SatelliteKey, str, SatellitePass], ...]
    remarks: tuple[str, ...]
    of: int  # selected satellites


class PassList(QObject):
    """Lists passes, and draws the next one on the sky; `snapshot` returns what is shown."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        panel: SkyPanel,
        page: PassesPage,
        snapshot: Callable[[], Snapshot],
        show_arcs: Callable[[tuple[Track, ...]], None],
    ) -> None:
        super().__init__(panel)
        self._store, self._engine, self._panel, self._page = store, engine, panel, page
        self._snapshot, self._show_arcs = snapshot, show_arcs
        self._asked: tuple[object, ...] = ()
        self._asked_at: Instant | None = None
        self._found: _Found | None = None
        self._next: SatellitePass | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tick)
        panel.cameIntoView.connect(self.follow)
        panel.tabChanged.connect(self.follow)

    def follow(self) -> None:
        """Keep the list as long as table or sky can be seen."""
        if self._is_wanted:
            self._timer.start()
            self._tick()

    def stop(self) -> None:
        """Ask for nothing more."""
        self._timer.stop()

    @property
    def _is_wanted(self) -> bool:
        panel = self._panel
        has_site = self._store.state.view.sky.site is not None
        return has_site and (panel.is_shown("now") or panel.is_shown("passes"))

    def _tick(self) -> None:
        if not self._is_wanted:
            self._timer.stop()
            return
        state, now = self._store.state, self._snapshot().instant
        about = _about(state)
        if not _selected(state):
            self._forget(_NOTHING)
        elif about != self._asked or self._asked_at is None or not _is_near(self._asked_at, now):
            self._request(state, about, now)
        else:
            self._show_next(now)

    def _forget(self, remark: str) -> None:
        self._asked, self._found, self._asked_at = (), None, None
        self._page.show_rows((), remark)
        self._set_next(None)

    def _request(self, state: State, about: tuple[object, ...], now: Instant) -> None:
        if self._engine.is_busy(SkyTopic.PASSES):
            return
        if about != self._asked:
            self._page.show_rows((), "Computing…")
            self._set_next(None)
        # While time runs backwards, what is to come lies before the present.
        is_backwards = state.playback.playing and state.playback.rate < 0.0
        begin = within_ephemeris(now.plus_s(-_KEPT_S)) if is_backwards else now
        self._asked, self._asked_at = about, begin
        self._engine.run_aside(SkyTopic.PASSES, lambda: _find(state, about, begin), self._show)

    def _show(self, found: _Found) -> None:
        if found.about != _about(self._store.state):
            return
        self._found = found
        rows = [
            PassRow((name, *pass_cells(one)), one.rise or one.culmination, one.visible)
            for _, name, one in found.passes
        ]
        remarks = list(found.remarks)
        if found.of > MOST_SATELLITES:
            remarks.insert(0, f"The first {MOST_SATELLITES} of {found.of:,} selected satellites")
        if rows:
            remarks.append("Times are UTC. Bold ones are sunlit over a dark site")
        elif not remarks:
            remarks.append(f"No pass until {found.begin.plus_s(_SPAN_S).isoformat('minutes')}")
        text = " ".join(f"{remark}." for remark in remarks)
        self._page.show_rows(rows, text, one=found.of == 1)
        self._show_next(self._snapshot().instant)

    # The next pass on the sky ------------------------------------------------------------

    def _show_next(self, now: Instant) -> None:
        found = self._found
        if found is None:
            return
        for key, _, one in found.passes:
            begin, end = one.rise or found.begin, one.set
            if end is not None and end > now:
                if one is not self._next:
                    self._set_next(
                        one, _clear(pass_track(found.state, key, found.site, begin, end))
                    )
                return
        self._set_next(None)

    def _set_next(self, one: SatellitePass | None, *tracks: Track) -> None:
        if one is not self._next:
            self._next = one
            self._show_arcs(tracks)


def _find(state: State, about: tuple[object, ...], now: Instant) -> Generator[None, None, _Found]:
    sky, chosen = state.view.sky, _selected(state)
    count = max(len(state.selection.members), len(state.selection.satellites))
    assert sky.site is not None
    span_s = min(_SPAN_S, LAST_INSTANT.seconds_since(now))
    passes, remarks = [], []
    if span_s < MINUTE_S:
        remarks.append("The ephemeris of the Sun and Earth ends here")
        chosen = []
    for key in chosen:
        try:
            found: SitePasses = passes_over(
                state, key, sky.site, now, span_s, math.radians(sky.min_elevation_deg)
            )
        except UserError as error:  # it has no position
            remarks.append(str(error))
        else:
            listed = [one for one in found.passes if one.rise or one.set]
            passes += [(key, found.satellite, one) for one in listed]
            remarks += found.remarks
        yield
    passes.sort(key=lambda row: row[2].culmination.seconds_since(now))
    return _Found(about, state, sky.site, now, tuple(passes), tuple(remarks), count)


def _about(state: State) -> tuple[object, ...]:
    """Return all that decides which passes there are."""
    sky = state.view.sky
    return (
        sky.site, sky.min_elevation_deg, state.selection.satellites, state.selection.members,
        state.document.constellation, state.catalogues,
    )  # fmt: skip


def _selected(state: State) -> list[SatelliteKey]:
    """Return the first of the satellites that are selected one by one."""
    selection = state.selection
    few = sorted(selection.satellites) or selection.members
    return list(islice(few, MOST_SATELLITES))


def _is_near(then: Instant, now: Instant) -> bool:
    return 0.0 <= now.seconds_since(then) <= _KEPT_S


def _clear(track: Track) -> Track:
    known = np.isfinite(track[0]) & np.isfinite(track[1])
    return track[0][known], track[1][known]
