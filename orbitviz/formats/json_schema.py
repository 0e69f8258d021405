"""JSON Schema of what is written in files, for completion and validation in editors."""

from __future__ import annotations

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaValue


def schema_of(model: type[BaseModel]) -> JsonSchemaValue:
    """Return the JSON Schema (2020-12) of a file of a model; numbers carry their "unit"."""
    schema = model.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
