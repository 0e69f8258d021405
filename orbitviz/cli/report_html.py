"""The report as one HTML file: pictures, tables, charts, assumptions; nothing from outside."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from orbitviz.base.units import prefix_of
from orbitviz.cli.report_columns import CARDS, LIGHT, WORK, ReportColumn
from orbitviz.cli.svg_chart import line_chart, waterfall

Pixels = NDArray[np.uint8]

_STYLE = """
:root { --ink:#17202b; --soft:#566274; --line:#d8dee7; --page:#fff; --card:#f5f7fa; --tone:#1764c8;
  --loss:#c2500a; --warn:#fdecea; --warn-line:#b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink:#e4e9f0; --soft:#9ba8ba; --line:#28313d;
  --page:#0d1117; --card:#151b23; --tone:#5aa7ff; --loss:#ff9d5c; --warn:#2c1517;
  --warn-line:#ff7b72; } }
* { box-sizing: border-box; }
body { margin:0 auto; max-width:1120px; padding:32px 24px 64px; background:var(--page);
  color:var(--ink); font:15px/1.5 Inter,system-ui,"Segoe UI",sans-serif; }
h1 { font-size:30px; line-height:1.2; margin:0 0 4px; letter-spacing:-.01em; }
h2 { font-size:18px; margin:40px 0 12px; }
p.lead, .note { color:var(--soft); margin:0 0 20px; }
.cards { display:grid; grid-template-columns:repeat(auto-fit,minmax(230px,1fr)); gap:12px; }
.card { background:var(--card); border:1px solid var(--line); border-radius:10px;
  padding:12px 14px; }
.card b { display:block; font-size:22px; font-variant-numeric:tabular-nums; }
.card span { color:var(--soft); font-size:13px; }
.pictures { display:grid; grid-template-columns:repeat(auto-fit,minmax(320px,1fr)); gap:12px; }
figure { margin:0; } img { width:100%; border-radius:10px; display:block; }
figcaption { color:var(--soft); font-size:13px; padding:6px 2px; }
.findings { background:var(--warn); border-left:4px solid var(--warn-line); border-radius:6px;
  padding:10px 16px; margin:20px 0; }
.scroll { overflow-x:auto; }
table { border-collapse:collapse; width:100%; font-size:13px; font-variant-numeric:tabular-nums; }
th,td { padding:6px 8px; text-align:right; border-bottom:1px solid var(--line);
  white-space:nowrap; }
th { color:var(--soft); font-weight:500; } th:first-child,td:first-child { text-align:left; }
tr.total td { font-weight:600; }
details { margin:10px 0; } summary { cursor:pointer; }
svg { width:100%; height:auto; } svg text { font-size:12px; fill:var(--soft); }
svg .grid { stroke:var(--line); } svg .total { fill:var(--tone); } svg .loss { fill:var(--loss); }
.swatch { display:inline-block; width:10px; height:10px; border-radius:2px; margin-right:8px; }
ul.small { font-size:13px; color:var(--soft); padding-left:18px; }
@media print { body { max-width:none; padding:0; } details > * { display:block; } }
"""


def page(
    report: Mapping[str, Any],
    lines: Sequence[tuple[str, str, NDArray[np.float64]]],
    ticks: Sequence[tuple[float, str]],
    steps: Sequence[tuple[str, float]],
    pictures: Sequence[tuple[str, Pixels]],
    note: str = "",
) -> str:
    """Return the whole page.

    lines      name, colour, share in sunlight day by day, of each group
    steps      of the waterfall of FLOP/s
    pictures   caption and pixels (height, width, 3) sRGB
    note       why there is no picture, if there is none
    """
    total = report["total"]
    colours = {name: colour for name, colour, _ in lines}
    findings = "".join(f"<p>{escape(finding)}</p>" for finding in report["findings"])
    body = [
        f"<h1>{escape(report['design'])}</h1>",
        f'<p class="lead">{escape(report["time"].replace("T", " ").removesuffix("Z"))} UTC · '
        f"{escape(report['model'])}</p>",
        f'<div class="findings">{findings}</div>' if findings else "",
        f'<div class="cards">{_cards(total)}</div>',
        "<h2>The constellation</h2>",
        '<div class="pictures">' + "".join(_figure(*one) for one in pictures) + "</div>",
        f'<p class="note">{escape(note)}</p>' if note else "",
        "<h2>Always sunny?</h2>",
        '<p class="note">Share of each group in sunlight through the year ahead, mean over the '
        "orbits of a day.</p>",
        line_chart([(n, c, 100.0 * v) for n, c, v in lines], ticks, " %") if lines else "",
        "<h2>Where the FLOP/s go</h2>",
        _waterfall(steps),
        "<h2>Orbits and sunlight</h2>",
        _table(LIGHT, report["groups"], colours, total),
        "<h2>Power, heat and compute</h2>",
        _table(WORK, report["groups"], colours, total),
        *(_shells(group) for group in report["groups"]),
        "<h2>Assumptions</h2>",
        _list(report["assumptions"]),
    ]
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{escape(report["design"])}</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(body)}</body></html>\n"
    )


def _cards(total: Mapping[str, Any]) -> str:
    return "".join(
        f'<div class="card"><b>{escape(card.text(total))}</b><span>{escape(card.heading)}</span>'
        "</div>"
        for card in CARDS
    )


def _figure(caption: str, pixels: Pixels) -> str:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=88)
    data = base64.b64encode(stream.getvalue()).decode("ascii")
    return (
        f'<figure><img alt="{escape(caption)}" src="data:image/jpeg;base64,{data}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def _waterfall(steps: Sequence[tuple[str, float]]) -> str:
    if steps[0][1] <= 0.0:
        return '<p class="note">There are no computers on board.</p>'
    factor, letter = prefix_of(steps[0][1])
    return waterfall([(name, amount / factor) for name, amount in steps], f"{letter}FLOP/s")


def _table(
    columns: Sequence[ReportColumn],
    rows: Sequence[Mapping[str, Any]],
    colours: Mapping[str, str],
    total: Mapping[str, Any] | None = None,
) -> str:
    head = "".join(f"<th>{escape(column.heading)}</th>" for column in columns)
    lines = [_row(columns, row, colours.get(row["name"])) for row in rows]
    if total is not None and len(rows) > 1:
        lines.append(_row(columns, {**total, "name": "Total"}, None, "total"))
    return (
        f'<div class="scroll"><table><thead><tr><th>Name</th>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _row(
    columns: Sequence[ReportColumn],
    row: Mapping[str, Any],
    colour: str | None,
    kind: str = "",
) -> str:
    cells = "".join(f"<td>{escape(column.text(row))}</td>" for column in columns)
    swatch = f'<span class="swatch" style="background:{colour}"></span>' if colour else ""
    return f'<tr class="{kind}"><td>{swatch}{escape(row["name"])}</td>{cells}</tr>'


def _shells(group: Mapping[str, Any]) -> str:
    if len(group["shells"]) < 2:
        return ""
    tables = "".join(_table(columns, group["shells"], {}) for columns in (LIGHT, WORK))
    words = f"{group['name']}: {len(group['shells'])} shells"
    return f"<details><summary>{escape(words)}</summary>{tables}</details>"


def _list(sentences: Sequence[str]) -> str:
    return '<ul class="small">' + "".join(f"<li>{escape(one)}</li>" for one in sentences) + "</ul>"
