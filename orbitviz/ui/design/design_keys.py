"""The fields of a design itself: name, epoch, number of satellites; no Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orbitviz.model.design.constellation import Design
from orbitviz.model.design.field_words import number_of
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.design.fields import DesignField, Shown, Span

_REACH = 8.0


@dataclass(frozen=True, kw_only=True)
class _EpochField(DesignField):
    """An instant, typed in UTC."""

    def text(self, value: datetime) -> str:
        return Instant.from_datetime(value).isoformat()

    def parse(self, text: str) -> datetime:
        return Instant.parse(text.strip().removesuffix("UTC").strip()).to_datetime()


def _help(key: str) -> str:
    return str(Design.model_fields[key].description)


DESIGN_FIELDS = (
    DesignField(path=("name",), title="Name", help=_help("name"), wide=True),
    _EpochField(path=("epoch",), title="Epoch (UTC)", help=_help("epoch"), wide=True),
    DesignField(
        path=("max_satellites",),
        title="At most",
        help=_help("max_satellites"),
        number=number_of(Design.model_fields["max_satellites"]),
        optional=True,
        blank="all slots",
    ),
)


def design_shown_of(field: DesignField, design: Design, saved: Design | None) -> Shown:
    """Return a field as a design has it; `saved` is the design in the file, None if in none."""
    value: Any = getattr(design, field.path[0])
    original = value if saved is None else getattr(saved, field.path[0])
    number = field.number
    span = None
    if number is not None:
        usual = original or design.slots
        span = Span(
            low=max(usual / _REACH, number.low),
            high=min(max(usual * _REACH, _REACH), number.high),
            by_factor=True,
        )
    lines = [field.help]
    if number is not None:
        lines.append(f"Allowed: {number.allowed}.")
    return Shown(value=value, original=original, span=span, tip="\n".join(lines))
