"""JSON Schema of design files, for completion and validation in editors."""

from __future__ import annotations

from pydantic.json_schema import JsonSchemaValue

from orbitviz.formats.json_schema import schema_of
from orbitviz.model.design.constellation import Design


def design_schema() -> JsonSchemaValue:
    """Return the JSON Schema (2020-12) of a design file; numbers carry their "unit"."""
    return schema_of(Design)
