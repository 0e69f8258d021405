"""The fields of the inputs of cost as the panel shows them; no Qt here.

In the panel a value is a Range in the unit of its field: shares are per cent there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from orbitviz.analysis.cost.bands import Swing
from orbitviz.analysis.cost.inputs import Range
from orbitviz.analysis.cost.literature import published
from orbitviz.analysis.cost.of_design import SourcedInput, key_of
from orbitviz.base.errors import UserError
from orbitviz.base.units import number_text
from orbitviz.model.design.economics import Economics
from orbitviz.model.design.economics_parts import GroundEconomics, SatelliteParts
from orbitviz.model.design.economics_scenario import BUILD, GROUND
from orbitviz.model.design.estimate import Estimate
from orbitviz.model.design.field_words import number_of
from orbitviz.model.design.life import Life, Reliability
from orbitviz.model.design.tables import Table
from orbitviz.model.economics_edits import ECONOMICS, LIFE, LOSSES
from orbitviz.ui.design.fields import Changes, DesignField, Shown, Span, change_text, listed

_SECTIONS = {
    "Orbit": (
        "launch_usd_per_kg", "build_usd_per_kw", "life_years", "kg_per_kw", "failures_per_year",
        "operations_per_year", "spares", "insurance", "ground_segment_usd_per_kw",
        "development_usd_per_kw",
    ),
    "Ground": (
        "ground_usd_per_kw", "energy_usd_per_kwh", "chips_life_years", "ground_utilisation", "pue",
        "ground_upkeep_per_year", "chip_failures_per_year", "ground_life_years",
        "ground_staff_usd_per_kw_year",
    ),
    "Money and chips": ("chips_usd_per_kw", "discount_rate", "kw_per_gpu"),
}  # fmt: skip
_A_YEAR = "a year"
_SHARES = ("ground_utilisation", "spares", "insurance")  # beside those a year
# Inputs of other tables than [economics], with the words for them.
_OF_TABLES: dict[str, tuple[tuple[str, ...], type[Table], str]] = {
    "life_years": (LIFE, Life, "Life in orbit"),
    "failures_per_year": (LOSSES, Reliability, "Losses"),
}
_REACH = 3.0  # prices are slid to so many times what is published
_MOST_OF_NOTHING = 1_000.0  # to which a price is slid that is 0 wherever it is published
_ROUNDED = 12  # digits of a share that was typed in per cent


@dataclass(frozen=True, kw_only=True)
class CostField(DesignField):
    """An input of cost.

    name      of the input
    factor    from the value in the file to that of the field
    """

    name: str
    factor: float = 1.0

    @property
    def key(self) -> str:
        """Its key in the scenarios."""
        return key_of(self.name)

    def moved(self, before: Range, value: float) -> Range:
        """Return a range of the file with another middle; tables of the plan have no ranges."""
        return before.with_mid(value) if isinstance(self.number, Estimate) else Range.of(value)

    def text(self, value: Any) -> str:
        """Return a value as it is typed: the one in the middle."""
        return super().text(value.mid if isinstance(value, Range) else value)

    def parse(self, text: str) -> float | Range:
        """Return the value in the middle that was typed, or low, middle and high."""
        assert self.number is not None
        words = listed(text.replace("%", " ")) or [""]
        values = [self._number(word) for word in words]
        try:
            checked = self.number.check(values if len(values) > 1 else values[0])
        except PydanticCustomError as error:
            about = error.context or {}
            raise UserError(about["wrong"], place=self.title, allowed=about["allowed"]) from None
        return Range(*checked) if isinstance(checked, tuple) else float(checked)

    def slid_from(self, value: Any) -> float:
        """Return where the slider stands: in the middle."""
        return value.mid if isinstance(value, Range) else super().slid_from(value)

    def shown(self, value: Range) -> Range:
        """Return a value of the file in the unit of the field."""
        return _scaled(value, self.factor)

    def in_file(self, value: Range) -> Range:
        """Return a value of the field as the file has it."""
        return _scaled(value, 1.0 / self.factor)


@cache
def cost_fields() -> tuple[CostField, ...]:
    """Return the fields of all inputs that a design can state, part by part."""
    return tuple(_field(name, section) for section, names in _SECTIONS.items() for name in names)


def field_of(name: str) -> CostField:
    """Return the field of an input."""
    return next(field for field in cost_fields() if field.name == name)


def ordered(swings: Sequence[Swing]) -> tuple[CostField, ...]:
    """Return the fields part by part, in each the one first that moves the result most."""
    place = {swing.name: k for k, swing in enumerate(swings)}
    parts = list(_SECTIONS)
    return tuple(
        sorted(
            cost_fields(),
            key=lambda field: (parts.index(field.section), place.get(field.name, len(place))),
        )
    )


def shown_of(field: CostField, one: SourcedInput, usual: SourcedInput) -> Shown:
    """Return an input as a design has it; `usual` is that of its scenario."""
    value, original = field.shown(one.range), field.shown(usual.range)
    found = [field.shown(one.range) for one in published(field.key)] or [original]
    ends = min(one.low for one in found), max(one.high for one in found)
    unit = f" {field.number.unit}" if field.number and field.number.unit else ""
    return Shown(
        value=value,
        original=original,
        span=_span(field, (*ends, value.mid, original.mid)),
        tip=_tip(field, one, usual, unit),
        note=f"{_ends_text(*ends)}{unit} in the literature",
        marked=tuple(place for one in found for place in (one.low, one.mid, one.high)),
    )


def changes(
    economics: Economics, inputs: Iterable[SourcedInput], usual: Iterable[SourcedInput]
) -> Changes:
    """Return what differs from the scenario: inputs, and the price of launches over the years."""
    found: Changes = []
    for one, before in zip(inputs, usual, strict=True):
        if one.is_own and one.range != before.range:
            field = field_of(one.name)
            found.append((field, _change(field, before.range, one.range)))
    keys = {key_of(one.name) for one in inputs}
    for key, value in economics.stated.items():
        if key not in keys:
            found.append((other := _other_field(key), other.text(value)))
    return found


def _other_field(key: str) -> DesignField:
    """Return the field of a key that is no input: of a part, or of launch prices over the years."""
    info = _info(key)
    return DesignField(
        path=(ECONOMICS, *key.split(".")), title=str(info.title), help=str(info.description)
    )


def _change(field: CostField, before: Range, after: Range) -> str:
    if before.mid != after.mid:
        return change_text(field, field.shown(before), field.shown(after))
    low, high = field.factor * after.low, field.factor * after.high
    return f"from {number_text(low)} to {number_text(high)}"


def _tip(field: CostField, one: SourcedInput, usual: SourcedInput, unit: str) -> str:
    """Return what an input is, what is taken of it, where that comes from, what is published."""
    taken = field.shown(one.range)
    lines = [field.help]
    if taken.is_wide:
        low, mid, high = (number_text(end) for end in (taken.low, taken.mid, taken.high))
        lines.append(f"Taken: {mid}{unit}, from {low} to {high}.")
    lines.append(f"Source: {one.source}.")
    if one.is_own:
        lines.append(f"In the scenario: {field.text(field.shown(usual.range))} ({usual.source}).")
    if scenarios := _published_text(field):
        lines.append(f"Scenarios: {'; '.join(scenarios)}.")
    lines.append(f"Type one number, or low, middle and high. In the file: {' '.join(field.path)}.")
    return "\n".join(lines)


def _published_text(field: CostField) -> list[str]:
    """Return what each scenario has, those of the same value in one."""
    titles: dict[str, list[str]] = {}
    for found in published(field.key):
        ends = field.shown(found.range)
        titles.setdefault(_ends_text(ends.low, ends.high), []).append(found.title)
    return [f"{text}: {', '.join(names)}" for text, names in titles.items()]


def _ends_text(low: float, high: float) -> str:
    return " to ".join(dict.fromkeys((number_text(low), number_text(high))))


def _span(field: CostField, values: Sequence[float]) -> Span:
    """Return where the slider of a field goes: beyond all that is published."""
    number = field.number
    assert number is not None
    low, high = min(values), max(values)
    if field.factor != 1.0:
        return Span(low=number.low, high=min(2.0 * high, number.high))
    if number.unit == "years":
        return Span(low=min(1.0, low), high=min(2.0 * high, number.high))
    if not number.unit:
        return Span(low=number.low, high=min(max(high, number.low + 1.0), number.high))
    if low <= 0.0:
        return Span(low=0.0, high=min(2.0 * high or _MOST_OF_NOTHING, number.high))
    return Span(
        low=max(low / _REACH, number.low), high=min(high * _REACH, number.high), by_factor=True
    )


def _field(name: str, section: str) -> CostField:
    path: tuple[str, ...] = (ECONOMICS, *key_of(name).split("."))
    info, title = None, ""
    if name in _OF_TABLES:
        path, table, title = _OF_TABLES[name]
        info = table.model_fields[path[-1]]
    info = info or _info(key_of(name))
    number = number_of(info)
    assert number is not None
    is_share = number.unit == _A_YEAR or name in _SHARES
    if is_share:
        unit = f"% {number.unit}".strip()
        number = replace(number, low=100.0 * number.low, high=100.0 * number.high, unit=unit)
    return CostField(
        name=name,
        path=path,
        section=section,
        title=title or str(info.title),
        help=str(info.description),
        number=number,
        factor=100.0 if is_share else 1.0,
    )


def _info(key: str) -> FieldInfo:
    """Return the field of a key of [economics]."""
    table, _, name = key.rpartition(".")
    models: dict[str, type[Table]] = {
        "": Economics, BUILD: SatelliteParts, GROUND: GroundEconomics,
    }  # fmt: skip
    return models[table].model_fields[name]


def _scaled(value: Range, factor: float) -> Range:
    if factor == 1.0:
        return value
    return Range(
        *(float(f"{end * factor:.{_ROUNDED}g}") for end in (value.low, value.mid, value.high))
    )
