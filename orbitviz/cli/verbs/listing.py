"""Verbs that print what there is: the JSON Schema and the built-in designs."""

from __future__ import annotations

import json
import sys

from orbitviz.formats.designs.builtin import builtin_designs
from orbitviz.formats.designs.schema import design_schema


def schema() -> None:
    """Print the JSON Schema of designs."""
    sys.stdout.write(json.dumps(design_schema(), indent=2) + "\n")


def designs() -> None:
    """List the built-in designs."""
    rows = builtin_designs()
    width = max(len(identifier) for identifier, _ in rows)
    for identifier, title in rows:
        sys.stdout.write(f"{identifier:{width}}  {title}\n")
