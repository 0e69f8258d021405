"""A number for each calendar year, as a list of years: [[2027, 25], [2028, 100]]."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from orbitviz.model.design.ranges import Number, fault, shown

YEARS = Number(1957, 2200, whole=True)
ByYear = float | tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class YearNumber:
    """Annotation of a field: one number, or a list of [year, number], the years ascending."""

    number: Number

    def check(self, value: Any) -> Any:
        """Return `value`, lists as tuples; raise the fault if it is not allowed."""
        if not isinstance(value, list | tuple):
            return self.number.check(value)
        if not value:
            raise fault("is an empty list", self._allowed)
        return tuple(self._pair(pair, value[:k]) for k, pair in enumerate(value))

    @property
    def _allowed(self) -> str:
        return f"{self.number.allowed}, or a list such as [[2027, 25], [2028, 100]]"

    def _pair(self, pair: Any, before: Any) -> tuple[int, float]:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise fault(f"has {shown(pair)} in its list", self._allowed)
        year, number = YEARS.check(pair[0]), self.number.check(pair[1])
        if before and year <= before[-1][0]:
            raise fault(f"has {year} behind {before[-1][0]}", "years in ascending order")
        return year, number

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        year, number = YEARS.json_form, self.number.json_form
        pair = {"type": "array", "prefixItems": [year, number], "minItems": 2, "maxItems": 2}
        return {"anyOf": [number, {"type": "array", "items": pair, "minItems": 1}]}
