"""The sky of a place in the window: every connection of its parts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter

from orbitviz.app.controls import Controls
from orbitviz.app.ground.count_series import CountSeries
from orbitviz.app.ground.live_sky import LiveSky
from orbitviz.app.ground.pass_list import COLUMNS, PassList
from orbitviz.app.ground.sites import Sites
from orbitviz.app.ground.topics import SkyTopic
from orbitviz.base.errors import UserError
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.sky_commands import set_sky
from orbitviz.model.sky_options import SkyColours, SkyProjection
from orbitviz.model.store import Store
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.action_set import Handler
from orbitviz.ui.sky.passes_page import PassesPage
from orbitviz.ui.sky.series_page import SeriesPage
from orbitviz.ui.sky.sky_actions import PANEL
from orbitviz.ui.sky.sky_panel import SkyPanel
from orbitviz.ui.window import MainWindow


class GroundSky:
    """Connects store, worker and the panel of the sky; `snapshot` returns what is shown."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        canvas: GlobeCanvas,
        window: MainWindow,
        panel: SkyPanel,
        controls: Controls,
        sites: Sites,
        snapshot: Callable[[], Snapshot],
    ) -> None:
        self._store, self._window, self._panel, self._sites = store, window, panel, sites
        self.live = LiveSky(store, engine, panel, snapshot)
        page = PassesPage(COLUMNS)
        page.timeRequested.connect(controls.go_to)
        panel.add_page("passes", "Passes", page)
        self.passes = PassList(store, engine, panel, page, snapshot, self.live.show_arcs)
        self.series: list[CountSeries] = []
        for kind, title in ((SkyTopic.NIGHT, "Night"), (SkyTopic.YEAR, "Year")):
            counts = SeriesPage(f"Satellites through the {title.lower()}")
            counts.timeRequested.connect(controls.go_to)
            counts.errorOccurred.connect(self._show_error)
            panel.add_page(kind.name.lower(), title, counts)
            self.series.append(CountSeries(kind, store, engine, panel, counts, snapshot))
        panel.site.valueEntered.connect(sites.choose)
        panel.elevation.valueEntered.connect(self._set_elevation)
        for field in (panel.site, panel.elevation):
            field.errorOccurred.connect(self._show_error)
            field.discarded.connect(partial(window.notices.clear_topic, "site"))
            field.editingEnded.connect(canvas.native.setFocus)
        store.watch(attrgetter("view.sky"), self._show_options)
        store.watch(attrgetter("document.design.sites"), self._show_sites)
        store.watch(attrgetter("selection"), self.passes.follow)
        self._show_options()
        self._show_sites()

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {
            "sky_elevation": self._type_elevation,
            **{f"sky_{kind}": partial(self._set, projection=kind) for kind in SkyProjection},
            **{f"sky_{kind}": partial(self._set, colours=kind) for kind in SkyColours},
            **{f"sky_tab_{name}": partial(self._show_page, name) for name in self._panel.pages},
        }

    def stop(self) -> None:
        """Compute nothing more."""
        self.live.stop()
        self.passes.stop()
        for one in self.series:
            one.stop()

    def _set(self, _on: bool = True, **changes: object) -> None:
        self._store.do(set_sky(**changes))

    def _set_elevation(self, degrees: float) -> None:
        self._window.notices.clear_topic("site")
        self._store.do(set_sky(min_elevation_deg=degrees))

    def _type_elevation(self) -> None:
        self._window.show_panel(PANEL)
        self._panel.elevation.start_editing()

    def _show_page(self, name: str) -> None:
        self._window.show_panel(PANEL)
        self._panel.show_page(name)
        if self._store.state.view.sky.site is None:
            self._sites.type_name()

    def _show_options(self) -> None:
        self._panel.show_options(self._store.state.view.sky)
        self.live.follow()
        self.passes.follow()
        for one in self.series:
            one.follow()

    def _show_sites(self) -> None:
        self._panel.site.show_sites(self._store.state.document.design.sites)

    def _show_error(self, error: UserError) -> None:
        self._window.notices.show_error(error, "site")
