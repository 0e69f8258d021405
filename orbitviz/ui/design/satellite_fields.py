"""The fields of a satellite design as the design panel shows them; no Qt here."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, get_args, get_origin

from orbitviz.model.design.field_words import number_of
from orbitviz.model.design.satellite import SatelliteDesign, source_of
from orbitviz.model.design.satellite_parts import Part
from orbitviz.ui.design.fields import (
    Changes,
    DesignField,
    Shown,
    Span,
    change_text,
    plain_title,
)

_WIDE = 200.0  # ranges wider than this are slid through by factors, about the original value
_REACH = 8.0
_WORKLOAD = ("compute", "workload")
_ZETA, _MAGNITUDE = ("brightness", "zeta_m2"), ("brightness", "magnitude")
# What matters with one workload only.
_OF_WORKLOAD: dict[tuple[str, ...], str] = {
    ("compute", "least_demand"): "follow-the-sun",
    ("compute", "peak_local_h"): "follow-the-sun",
}
# Values beyond another one are seldom meant: they can be typed, but not slid to.
_SLID_UP_TO: dict[tuple[str, ...], tuple[str, ...]] = {("age_years",): ("life_years",)}


def value_at(design: SatelliteDesign, path: tuple[str, ...]) -> Any:
    """Return the value at a path."""
    found: Any = design
    for key in path:
        found = getattr(found, key)
    return found


@cache
def satellite_fields() -> tuple[DesignField, ...]:
    """Return every field of a satellite design but `like`, part by part."""
    found: list[DesignField] = []
    for key, info in SatelliteDesign.model_fields.items():
        part = info.annotation
        if key == "like":
            continue
        if isinstance(part, type) and issubclass(part, Part):
            section = str(info.title)
            found += [_field((key, name), section, one) for name, one in part.model_fields.items()]
        else:
            found.append(_field((key,), "", info))
    return tuple(found)


def shown_of(field: DesignField, design: SatelliteDesign, original: SatelliteDesign) -> Shown:
    """Return a field as a design has it; `original` is the satellite in the file."""
    before = value_at(original, field.path)
    return Shown(
        value=value_at(design, field.path),
        original=before,
        span=_span(field, field.slid_from(before), design) if field.has_slider else None,
        unused=unused_because(field, design),
        tip=_tip(field, original),
    )


def changes(original: SatelliteDesign, design: SatelliteDesign) -> Changes:
    """Return what differs from a satellite as it was."""
    values = (
        (field, value_at(original, field.path), value_at(design, field.path))
        for field in satellite_fields()
    )
    return [
        (field, change_text(field, before, after))
        for field, before, after in values
        if before != after
    ]


def unused_because(field: DesignField, design: SatelliteDesign) -> str:
    """Return why a value does not matter in a design, as a sentence; nothing if it does."""
    if field.path == _ZETA and not isinstance(value_at(design, _MAGNITUDE), str):
        return "Not used where a magnitude was measured."
    needed, workload = _OF_WORKLOAD.get(field.path), value_at(design, _WORKLOAD)
    if needed is None or workload == needed:
        return ""
    return f"Not used with the workload {workload}, only with {needed}."


def _span(field: DesignField, original: float, design: SatelliteDesign) -> Span:
    number = field.number
    assert number is not None
    if field.path in _SLID_UP_TO:
        return Span(low=number.low, high=float(value_at(design, _SLID_UP_TO[field.path])))
    if number.high - number.low <= _WIDE or number.whole:
        if number.low < 0.0 or number.high <= 1.0 or number.whole:
            return Span(low=number.low, high=number.high)
        if original <= 0.0 or number.high <= 10.0 * max(number.low, 0.1):
            return Span(low=number.low, high=number.high)
    if original <= 0.0:
        return Span(low=max(number.low, 0.0), high=min(number.high, 100.0))
    low = max(original / _REACH, number.low, 1e-9)
    return Span(low=low, high=min(original * _REACH, number.high), by_factor=True)


def _tip(field: DesignField, original: SatelliteDesign) -> str:
    """Return what the value is, what is allowed, what the file and the built-in one say."""
    lines = [field.help]
    if field.number is not None:
        lines.append(f"Allowed: {field.number.allowed}.")
    in_file = field.text(value_at(original, field.path))
    built_in = field.text(value_at(original.base(), field.path))
    source = source_of(original, field.path)
    if in_file != built_in:
        lines.append(f"In the file: {in_file}.")
    lines.append(f"Built in: {built_in}" + (f" ({source})" if source else "") + ".")
    return "\n".join(lines)


def _field(path: tuple[str, ...], section: str, info: Any) -> DesignField:
    optional = type(None) in get_args(info.annotation)
    choices: tuple[str, ...] = ()
    if get_origin(info.annotation) is Literal:
        choices = get_args(info.annotation)
    return DesignField(
        path=path,
        section=section,
        title=info.title or plain_title(path),
        help=str(info.description),
        number=number_of(info),
        choices=choices,
        optional=optional,
        slides=not optional,
    )
