"""JSON Schema of the files, for editors that complete and check while one types."""

from __future__ import annotations

from typing import Any

from orbitviz.model.design.constellation import Design


def design_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a design file; numbers carry their "unit"."""
    schema = Design.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
