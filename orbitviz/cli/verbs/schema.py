"""The verb `schema`: the JSON Schema of design files and of tours."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from orbitviz.base.json_text import json_text


class Kind(StrEnum):
    """Files that have a schema."""

    DESIGN = "design"
    TOUR = "tour"


def schema(
    kind: Annotated[Kind, typer.Argument(help="Of which files.")] = Kind.DESIGN,
) -> None:
    """Print the JSON Schema of designs or tours."""
    if kind is Kind.TOUR:  # imported here: only its views and quantities need numpy
        from orbitviz.formats.tours.tour_file import tour_schema

        typer.echo(json_text(tour_schema()))
        return
    from orbitviz.formats.designs.schema import design_schema

    typer.echo(json_text(design_schema()))
