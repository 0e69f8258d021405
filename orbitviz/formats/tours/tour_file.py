"""Tours as TOML files: every mistake is one clear sentence with its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic.json_schema import JsonSchemaValue

from orbitviz.base.errors import UserError
from orbitviz.base.files import is_there
from orbitviz.base.near_words import did_you_mean
from orbitviz.base.resources import asset_path
from orbitviz.formats.json_schema import schema_of
from orbitviz.formats.source import opened
from orbitviz.formats.toml_lines import TomlPlaces
from orbitviz.formats.toml_model import model_from
from orbitviz.formats.toml_text import toml_text
from orbitviz.model.design.key_path import KeyPath
from orbitviz.model.tour.tour import TOUR_FORMAT, Tour


@dataclass(frozen=True, eq=False)
class TourFile:
    """A tour with the text it was read from.

    path   the file, also of a tour that comes with the program
    """

    tour: Tour
    text: str
    path: Path
    places: TomlPlaces

    def error_at(self, error: UserError, *key: str | int) -> UserError:
        """Return an error with this file and the place of a key, where it has none."""
        path: KeyPath = key
        return error.at(file=self.path, place=self.places.place(path))


def builtin_tours() -> list[str]:
    """Return the ids of the tours that come with the program."""
    return sorted(file.stem for file in asset_path("tours").glob("*.toml"))


def read_tour(name: str | Path) -> TourFile:
    """Read a tour file, or where there is none of that name the built-in tour with that id.

    Raises UserError with file, line and key on the first mistake.
    """
    path, names = Path(name), builtin_tours()
    if not is_there(path):
        if str(name) in names:
            path = asset_path("tours") / f"{name}.toml"
        elif not path.suffix:
            hint = did_you_mean(str(name), names)
            raise UserError(
                f'"{name}" is neither a file nor a built-in tour{hint}',
                allowed=None if hint else ", ".join(names),
            )
    with opened(path) as source:
        return parse_tour(toml_text(source), path)


def parse_tour(text: str, path: Path) -> TourFile:
    """Read a tour from the text of the file at `path`. Raises UserError."""
    tour, places = model_from(text, path, Tour, TOUR_FORMAT)
    return TourFile(tour, text, path, places)


def tour_schema() -> JsonSchemaValue:
    """Return the JSON Schema (2020-12) of a tour file; numbers carry their "unit"."""
    return schema_of(Tour)
