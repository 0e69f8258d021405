"""Ranges and units of the numbers of a design, and the sentence when one is out of range."""

from __future__ import annotations

import math
from dataclasses import KW_ONLY, dataclass
from datetime import date, time
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

FAULT = "orbitviz_fault"  # type of the errors raised here, for validation_errors
_LARGEST_WRITTEN = 1e300


def fault(wrong: str, allowed: str | None = None, *key: str | int) -> PydanticCustomError:
    """Return the error that a validator raises.

    wrong    what is wrong, read after the key: "is 90 km"
    allowed  what would be right
    key      path from the value validated to the one that is meant
    """
    return PydanticCustomError(FAULT, "{wrong}", {"wrong": wrong, "allowed": allowed, "key": key})


@dataclass(frozen=True)
class Number:
    """Annotation of a field: a number within a range.

    low, high    the range, both ends allowed, high_open: up to but not including `high`
    unit         its unit, "" if it has none
    whole        whole numbers only
    many         a list of such numbers is allowed too
    words        texts that are allowed in its place
    """

    low: float
    high: float
    unit: str = ""
    _: KW_ONLY
    whole: bool = False
    many: bool = False
    high_open: bool = False
    words: tuple[str, ...] = ()

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        kind = "a whole number" if self.whole else "a number"
        kind += " or a list of such numbers" if self.many else ""
        unit = f" {self.unit}" if self.unit else ""
        ends = f"from {plain(self.low)} to {plain(self.high)}{unit}"
        ends += " (not included)" if self.high_open else ""
        words = "".join(f', or "{word}"' for word in self.words)
        return f"{kind} {ends}{words}"

    @property
    def json_form(self) -> dict[str, Any]:
        """One such number in a JSON Schema."""
        limit = "exclusiveMaximum" if self.high_open else "maximum"
        kind = "integer" if self.whole else "number"
        number: dict[str, Any] = {"type": kind, "minimum": self.low, limit: self.high}
        if self.unit:
            number["unit"] = self.unit
        return number

    def check(self, value: Any) -> Any:
        """Return `value`, lists as tuples; raise the fault if it is not allowed."""
        if isinstance(value, str) and value in self.words:
            return value
        if self.many and isinstance(value, list | tuple):
            if not value:
                raise fault("is an empty list", self.allowed)
            return tuple(self._check_one(one) for one in value)
        return self._check_one(value)

    def _check_one(self, value: Any) -> float | int:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise fault(f"is {shown(value)}", self.allowed)
        is_number = isinstance(value, int) or math.isfinite(value)
        unit = f" {self.unit}" if self.unit and is_number else ""
        inside = self.low <= value < self.high if self.high_open else self.low <= value <= self.high
        if not inside or (self.whole and not isinstance(value, int)):
            raise fault(f"is {plain(value)}{unit}", self.allowed)
        return value if self.whole else float(value)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        number = self.json_form
        forms = [number]
        if self.many:
            forms.append({"type": "array", "items": number, "minItems": 1})
        if self.words:
            forms.append({"type": "string", "enum": list(self.words)})
        return forms[0] if len(forms) == 1 else {"anyOf": forms}


def text(value: Any) -> Any:
    """Return `value`; raise the fault if it is not a text."""
    if not isinstance(value, str):
        raise fault(f"is {shown(value)}", "text in quotes")
    return value


def plain(number: float) -> str:
    """Return a number as a person writes it: 1,000,000 or 97.4."""
    if isinstance(number, float) and not math.isfinite(number):
        return "not a number" if math.isnan(number) else "infinite"
    if abs(number) > _LARGEST_WRITTEN:  # more than a float holds, perhaps
        return f"{'above' if number > 0 else 'below -'} {_LARGEST_WRITTEN:g}".replace("- ", "-")
    if float(number).is_integer() and abs(number) < 1e15:
        return f"{int(number):,}"
    return f"{number:.10g}"


def shown(value: Any) -> str:
    """Return a value of the wrong kind in words: the text "high", a list, true."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'the text "{value if len(value) <= 40 else value[:39] + "…"}"'
        case int() | float():
            return plain(value)
        case date() | time():
            return "a date or time"
        case dict():
            return "a table"
        case list() | tuple():
            return "a list"
        case None:
            return "nothing"
        case _:
            return f"a {type(value).__name__}"
