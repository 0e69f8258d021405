"""A value of [economics]: a number, or low, middle and high of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetJsonSchemaHandler
from pydantic_core import core_schema

from orbitviz.model.design.ranges import Number, fault

_MAX_USD_PER_KW = 1e8
_MAX_LIFE_YEARS = 50.0


@dataclass(frozen=True)
class Estimate(Number):
    """Annotation of a field: a number within a range, or low, middle and high of it."""

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        return f"{super().allowed}, or three of them: low, middle, high"

    def check(self, value: Any) -> Any:
        """Return `value`, three as a tuple; raise the fault if it is not allowed."""
        if not isinstance(value, list | tuple):
            return self._check_one(value)
        if len(value) != 3:
            raise fault(f"is a list of {len(value)}", self.allowed)
        low, mid, high = (self._check_one(one) for one in value)
        if not low <= mid <= high:
            raise fault("does not rise from low to high", self.allowed)
        return low, mid, high

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        number = super().__get_pydantic_json_schema__(schema, handler)
        three = {"type": "array", "prefixItems": [number] * 3, "minItems": 3, "maxItems": 3}
        return {"anyOf": [number, three]}


OneOrThree = float | tuple[float, float, float]
Share = Annotated[OneOrThree, Estimate(0, 1, "a year")]
UsdPerKw = Annotated[OneOrThree, Estimate(0, _MAX_USD_PER_KW, "USD/kW")]
Years = Annotated[OneOrThree, Estimate(0.1, _MAX_LIFE_YEARS, "years")]
