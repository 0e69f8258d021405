"""The verb `schema`: the JSON Schema of design files."""

from __future__ import annotations

import typer

from orbitviz.base.json_text import json_text
from orbitviz.formats.designs.schema import design_schema


def schema() -> None:
    """Print the JSON Schema of designs."""
    typer.echo(json_text(design_schema()))
