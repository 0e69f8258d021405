"""JSON Schema of design files, for completion and validation in editors."""

from __future__ import annotations

from pydantic.json_schema import JsonSchemaValue

from orbitviz.model.design.constellation import Design


def design_schema() -> JsonSchemaValue:
    """Return the JSON Schema (2020-12) of a design file; numbers carry their "unit"."""
    schema = Design.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
