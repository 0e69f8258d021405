"""JSON as the program writes it for people and for other programs."""

from __future__ import annotations

import json


def json_text(value: object) -> str:
    """Return a value as JSON, indented. Raises ValueError for a number that JSON does not have."""
    return json.dumps(value, indent=2, allow_nan=False)
