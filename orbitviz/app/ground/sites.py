"""Which site is chosen: by its field, by the palette, by a click on the globe."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtWidgets import QApplication

from orbitviz.app.controls import Controls
from orbitviz.app.picking import ground_at
from orbitviz.base.errors import UserError
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import pose_over_ground
from orbitviz.model.design.groups import Site
from orbitviz.model.sites import site_named, sites_typed
from orbitviz.model.sky_commands import set_site
from orbitviz.model.store import Store
from orbitviz.orbits.geodesy import zenith
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.scene.view import View
from orbitviz.ui.action_set import Handler
from orbitviz.ui.palette import PaletteEntry
from orbitviz.ui.sky.sky_actions import PANEL
from orbitviz.ui.window import MainWindow

_PREFIX = re.compile(r"^(?:(?:sky|night)\s+(?:from|of|over|at)|fly\s+to|go\s+to|site)\s+", re.I)
_SHORTEST, _MOST = 3, 5  # letters typed before sites are looked for; sites offered
_ALTITUDE_KM = 2_500.0  # from which a site is seen after a flight


class Sites:
    """Chooses the site; `snapshot` returns what is shown."""

    def __init__(
        self,
        store: Store,
        canvas: GlobeCanvas,
        window: MainWindow,
        controls: Controls,
        snapshot: Callable[[], Snapshot],
    ) -> None:
        self._store, self._canvas, self._window = store, canvas, window
        self._controls, self._snapshot = controls, snapshot
        self._pointed: tuple[View, tuple[float, float]] | None = None  # while a menu is open

    def handlers(self) -> dict[str, Handler]:
        """Return what each action that chooses a site does, by its id."""
        return {
            "sky_site": self.type_name,
            "sky_from_here": self.choose_here,
            "fly_to_site": self.fly,
        }

    def choose(self, site: Site) -> None:
        """Choose a site and show its sky."""
        self._window.notices.clear_topic("site")
        self._store.do(set_site(site))
        self._window.show_panel(PANEL)

    def type_name(self) -> None:
        """Let the user type a site."""
        self._window.show_panel(PANEL)
        self._window.sky.part.site.start_editing()

    def point_at(self, view: View, x: float, y: float) -> None:
        """Note the pixel that the menu now open belongs to, until it closes."""
        menu = QApplication.activePopupWidget()
        if menu is not None:
            self._pointed = view, (x, y)
            menu.destroyed.connect(self._forget_pointed)

    def choose_here(self) -> None:
        """Choose the place that was clicked, or that in the middle of the globe."""
        view = self._canvas.view
        pointed = self._pointed or (view and (view, (view.size[0] / 2.0, view.size[1] / 2.0)))
        if not pointed:
            return
        site = site_at(*pointed, self._snapshot())
        if site is None:
            error = UserError("no ground is there", allowed="a place on the globe")
            self._window.notices.show_error(error, "site")
            return
        self.choose(site)

    def fly(self) -> None:
        """Fly to the site that is chosen; let the user choose one if none is."""
        site = self._store.state.view.sky.site
        if site is None:
            self.type_name()
        else:
            self.fly_to(site)

    def fly_to(self, site: Site) -> None:
        """Fly to a site."""
        geometry = self._snapshot().geometry
        up = zenith(math.radians(site.lat_deg), math.radians(site.lon_deg)) @ geometry.teme_to_itrs
        camera = self._canvas.input.pose
        self._controls.flights.fly(pose_over_ground(camera, np.asarray(up), _ALTITUDE_KM, geometry))

    def entries(self, query: str) -> list[PaletteEntry]:
        """Return entries of the palette for sites whose name, or coordinates, are typed."""
        text = query.strip()
        bare = _PREFIX.sub("", text)
        if len(bare) < _SHORTEST:
            return []
        found = sites_typed(bare, self._store.state.document.design.sites, _MOST)
        return [
            PaletteEntry(
                text=f"{verb} {site.name}", place="Site", help=words, keys="",
                run=partial(run, site), synonyms=text,
            )
            for site in found
            for verb, words, run in (
                ("Sky from", "Show the sky of this place.", self.choose),
                ("Fly to", "Fly to this place on the ground.", self.fly_to),
            )
        ]  # fmt: skip

    def _forget_pointed(self) -> None:
        self._pointed = None


def site_at(view: View, at_px: tuple[float, float], snapshot: Snapshot) -> Site | None:
    """Return the place on the ground that a pixel of a view shows, None for sky."""
    place = ground_at(snapshot, view, at_px)
    return None if place is None else site_named(f"{place[0]:.3f},{place[1]:.3f}")
