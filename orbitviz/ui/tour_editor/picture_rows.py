"""What a shot shows in place of the globe, and how its picture comes and goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from orbitviz.model.design.key_path import KeyPath
from orbitviz.model.sites import known_sites
from orbitviz.model.tour.tour import Shot
from orbitviz.ui.tour_editor.shot_fields import (
    Choice,
    Entry,
    complete,
    label,
    number_of,
    text_of,
)
from orbitviz.ui.widgets.plain_text import PlainLabel

_GLOBE, _MAP, _SKY = "globe", "map", "sky"
_PICTURES = ((_GLOBE, "the globe"), (_MAP, "the map"), (_SKY, "the sky of a place"))
_MAPS = (("equirectangular", "all of the Earth"), ("polar", "both poles"))
_SKIES = (("outlook", "an outlook"), ("panorama", "all around"), ("fisheye", "all of the sky"))
Values = dict[KeyPath, Any]


class PictureRows(QWidget):
    """Fields of the map and of the sky, those of the picture that is chosen.

    valuesEntered   values by their paths below the shot, None for the default
    """

    valuesEntered = Signal(object)
    errorOccurred = Signal(object)
    typingDiscarded = Signal()

    def __init__(self, check: Callable[[Values], None]) -> None:
        """Build; `check` raises UserError for values that are not allowed."""
        super().__init__()
        self._check = check
        self._shot: Shot | None = None
        self.picture = Choice(_PICTURES, self._choose, "Shows")
        self.picture.setToolTip("What is shown: the globe, the map or the sky of a place.")
        self._make_fields()
        self._rows = {
            _MAP: (
                self._row(self.map_projection, label("×"), self.zoom),
                self._row(label("around"), self.middle),
            ),
            _SKY: (
                self._row(label("of"), self.site),
                self._row(
                    self.sky_projection,
                    label("to"),
                    self.azimuth,
                    label("°,"),
                    self.fov,
                    label("° wide"),
                ),
            ),
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.picture)
        for rows in self._rows.values():
            for row in rows:
                box.addWidget(row)
        box.addWidget(
            self._row(label("Fades in"), self.fade_in, label("s, out"), self.fade_out, label("s"))
        )

    def show_shot(self, shot: Shot) -> None:
        """Show the picture of a shot."""
        self._shot = shot
        self.picture.show_value(shot.picture)
        self._show_rows(shot.picture)
        self.map_projection.show_value(shot.map.projection)
        self.zoom.show_text(f"{shot.map.zoom:g}")
        self.middle.show_text(shot.map.site or "")
        self.site.show_text(shot.sky.site or "")
        self.sky_projection.show_value(shot.sky.projection)
        azimuth = shot.sky.azimuth_deg
        self.azimuth.show_text("" if azimuth is None else f"{azimuth:g}")
        self.azimuth.setEnabled(shot.sky.projection != "fisheye")
        self.fov.show_text(f"{shot.sky.fov_deg:g}")
        self.fov.setEnabled(shot.sky.projection == "outlook")
        self.fade_in.show_text(f"{shot.fade_in_s:g}")
        self.fade_out.show_text(f"{shot.fade_out_s:g}")

    def _make_fields(self) -> None:
        self.map_projection = Choice(_MAPS, self._changes("map", "projection"), "Map shows")
        self.zoom = self._entry(
            ("map", "zoom"), number_of, "Zoom of the map", "How much larger than all of the Earth."
        )
        self.middle = self._entry(
            ("map", "site"), text_of, "Middle of the map",
            "City, observatory or latitude,longitude in the middle of the map.",
        )  # fmt: skip
        self.middle.setPlaceholderText("Greenwich meridian")
        self.site = self._entry(
            ("sky", "site"), text_of, "Place under the sky",
            "City, observatory or latitude,longitude from which the sky is seen.",
        )  # fmt: skip
        self.site.setPlaceholderText("a city, or 52.5,13.4")
        self.site.editingFinished.connect(self._stay)
        for field in (self.middle, self.site):
            complete(field, [site.name for site in known_sites()])
        self.sky_projection = Choice(_SKIES, self._changes("sky", "projection"), "Sky shows")
        self.azimuth = self._entry(
            ("sky", "azimuth_deg"), number_of, "Azimuth",
            "Direction in the middle, from north through east; if empty, where the Sun culminates.",
        )  # fmt: skip
        self.azimuth.setPlaceholderText("noon")
        self.fov = self._entry(
            ("sky", "fov_deg"), number_of, "Field of view",
            "Degrees across the longer side of an outlook.",
        )  # fmt: skip
        self.fade_in, self.fade_out = (
            self._entry(
                (key,), number_of, f"Fade {way}, s", f"Seconds in which the picture {what} black."
            )
            for key, way, what in (
                ("fade_in_s", "in", "comes out of"), ("fade_out_s", "out", "goes to")
            )
        )  # fmt: skip

    def _row(self, *fields: QWidget) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for field in fields:
            line.addWidget(field, 0 if isinstance(field, PlainLabel) else 1)
        return row

    def _entry(self, path: KeyPath, parse: Callable[[str], Any], name: str, tip: str) -> Entry:
        entry = Entry(
            path, parse, lambda path, value: self._check(self._with_picture(path, value)),
            lambda path, value: self.valuesEntered.emit(self._with_picture(path, value)), name, tip,
        )  # fmt: skip
        entry.errorOccurred.connect(self.errorOccurred)
        entry.discarded.connect(self.typingDiscarded)
        return entry

    def _changes(self, *path: str) -> Callable[[Any], None]:
        return partial(self._enter, path)

    def _enter(self, path: KeyPath, value: Any) -> None:
        self.valuesEntered.emit({path: value})

    def _with_picture(self, path: KeyPath, value: Any) -> Values:
        """Return a value, and with the place of the sky the sky itself, which needs one."""
        values: Values = {path: value}
        shows = self.picture.currentData()
        if path == ("sky", "site") and self._shot is not None and shows != self._shot.picture:
            values[("picture",)] = shows
        return values

    def _choose(self, picture: str) -> None:
        if picture == _SKY and self._shot is not None and self._shot.sky.site is None:
            self._show_rows(picture)
            self.site.start_editing()
        else:
            self.valuesEntered.emit({("picture",): None if picture == _GLOBE else picture})

    def _stay(self) -> None:
        """Show what the shot shows, if the sky was chosen and no place was named."""
        if self._shot is not None and not self.site.text().strip():
            self.show_shot(self._shot)

    def _show_rows(self, picture: str) -> None:
        for kind, rows in self._rows.items():
            for row in rows:
                row.setVisible(kind == picture)
