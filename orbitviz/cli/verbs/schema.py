"""The verb `schema`: the JSON Schema of design files."""

from __future__ import annotations

import json

import typer

from orbitviz.formats.designs.schema import design_schema


def schema() -> None:
    """Print the JSON Schema of designs."""
    typer.echo(json.dumps(design_schema(), indent=2))
