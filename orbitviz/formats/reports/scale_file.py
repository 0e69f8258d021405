"""The scale of a fleet as an HTML page and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from orbitviz.analysis.scale.charts import (
    Counted,
    air_chart,
    altitude_chart,
    meetings_chart,
    power_chart,
)
from orbitviz.analysis.scale.figures import figures_of
from orbitviz.analysis.scale.kardashev import LANDMARKS, kardashev
from orbitviz.analysis.scale.rows import Grade
from orbitviz.analysis.scale.scaling import Scale
from orbitviz.base.files import write_atomically
from orbitviz.base.json_text import json_text
from orbitviz.formats.registry import Writer, Writers
from orbitviz.formats.reports.page_templates import page_templates


@dataclass(frozen=True, eq=False)
class ScaleContent:
    """The scale of a fleet and what flies today.

    today    catalogues: name, and objects in the layers of the traffic
    remarks  sentences: what keeps it from ever being complete, or the retired from leaving
    """

    scale: Scale
    today: tuple[Counted, ...] = ()
    remarks: tuple[str, ...] = ()


def lead_text(scale: Scale) -> str:
    """Return what is measured, in words."""
    count = "1 satellite" if scale.satellites == 1 else f"{scale.satellites:,} satellites"
    return f"{count}, followed from {scale.year[0]} to {scale.year[-1]}"


def scale_json(content: ScaleContent) -> str:
    """Return every figure as low, mid and high with its source, and what the charts show."""
    scale, traffic = content.scale, content.scale.traffic
    return json_text(
        {
            "design": scale.design,
            "satellites": scale.satellites,
            "figures": {
                row.key: {
                    **row.value._asdict(),
                    "name": row.name,
                    "unit": row.unit,
                    "source": row.source,
                    "certainty": row.grade.word,
                }
                for rows in figures_of(scale).values()
                for row in rows
            },
            "landmarks": [
                {
                    "name": one.name,
                    "power_w": one.power_w,
                    "kardashev": kardashev(one.power_w),
                    "source": one.source,
                }
                for one in LANDMARKS
            ],
            "years": [
                {"year": year, "reentered_t": mass_t}
                for year, mass_t in zip(
                    scale.year.tolist(), scale.reentered_t.tolist(), strict=True
                )
            ],
            "by_group": {
                name: {"meetings_per_year": rate}
                for name, rate in zip(scale.groups, traffic.by_group.tolist(), strict=True)
            },
            "by_altitude": _layers(content),
            "remarks": content.remarks,
        }
    )


def _layers(content: ScaleContent) -> list[dict[str, Any]]:
    """Return the layers that hold anything, from below."""
    traffic = content.scale.traffic
    columns = {
        "satellites": traffic.working,
        "dead": traffic.dead,
        "meetings_per_year": traffic.with_working,
        "dead_collisions_per_year": traffic.among_dead,
    }
    edges = traffic.edges_km.tolist()
    rows = []
    for k, (low, high) in enumerate(pairwise(edges)):
        today = {name: float(count[k]) for name, count in content.today}
        if traffic.working[k] or traffic.dead[k] or any(today.values()):
            values = {name: float(column[k]) for name, column in columns.items()}
            rows.append({"from_km": low, "to_km": high, **values, "today": today})
    return rows


def scale_page(content: ScaleContent) -> str:
    """Return the whole page, made of assets/report; every text is escaped."""
    scale = content.scale
    topics = figures_of(scale)
    used = {row.grade for rows in topics.values() for row in rows}
    return (
        page_templates()
        .get_template("scale.html.j2")
        .render(
            content=content,
            lead=lead_text(scale),
            topics=topics,
            charts={
                "Power": power_chart(scale),
                "Sky": altitude_chart(scale, content.today),
                "Debris": meetings_chart(scale),
                "Air": air_chart(scale),
            },
            grades=[grade for grade in Grade if grade in used],
        )
    )


def _write_page(content: ScaleContent, path: Path) -> None:
    write_atomically(path, scale_page(content))


def _write_json(content: ScaleContent, path: Path) -> None:
    write_atomically(path, scale_json(content) + "\n")


SCALES: Writers[ScaleContent] = Writers(
    (
        Writer(title="HTML", endings=(".html",), write=_write_page),
        Writer(title="JSON", endings=(".json",), write=_write_json),
    ),
    refusal="is not the name of a page of scale",
)
