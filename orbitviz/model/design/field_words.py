"""A value of a satellite design in words, with the title and the unit of its field."""

from __future__ import annotations

from typing import Any, get_args

from pydantic.fields import FieldInfo

from orbitviz.base.units import number_text
from orbitviz.model.design.ranges import Number
from orbitviz.model.design.satellite import SatelliteDesign

_DIGITS = 6
COMPUTED = "computed"  # by the program, where the design leaves it out


def number_of(field: FieldInfo) -> Number | None:
    """Return range and unit of a field, None for a choice or a text."""
    annotated = [*field.metadata, *(one for kind in get_args(field.annotation)
                                    for one in get_args(kind))]  # fmt: skip
    return next((one for one in annotated if isinstance(one, Number)), None)


def value_words(path: tuple[str, ...], value: Any) -> str:
    """Return e.g. "radiator, area: 90 m²" of the value of a key."""
    fields = SatelliteDesign.model_fields
    titles = []
    for key in path:
        field = fields[key]
        titles.append(str(field.title))
        fields = getattr(field.annotation, "model_fields", {})
    number = number_of(field)
    unit = f" {number.unit}" if number and number.unit and not isinstance(value, str) else ""
    what = ", ".join(f"{title[:1].lower()}{title[1:]}" for title in titles)
    return f"{what}: {_written(value)}{unit if value is not None else ''}"


def _written(value: Any) -> str:
    if value is None:
        return COMPUTED
    if isinstance(value, tuple):
        return ", ".join(map(_written, value))
    return number_text(value, _DIGITS) if isinstance(value, int | float) else str(value)
