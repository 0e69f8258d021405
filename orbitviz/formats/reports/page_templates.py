"""The templates of pages in assets/report: every text is escaped, nothing comes from outside."""

from __future__ import annotations

import base64
import io
import re
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from PIL import Image

from orbitviz.analysis.chart import Chart
from orbitviz.base.resources import asset_path
from orbitviz.formats.reports.content import ReportPicture
from orbitviz.formats.reports.svg_chart import svg_chart

_JPEG_QUALITY = 88
_PREFIXED = r"[kMGTPEZYmµn]?(?:m[²³]?|W|Wh|J|t|FLOP/s)"
_UNIT = rf"(?:{_PREFIXED}|kg|K|s|ms|h|min|minutes?|days?|yr|years?|pp)\b|%|°C"
_BEFORE_UNIT = re.compile(rf"(?<=\d) (?={_UNIT})")


def page_templates() -> Environment:
    """Return the templates, with the filters `svg` of charts and `data_url` of pictures."""
    environment = Environment(
        loader=FileSystemLoader(asset_path("report")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_unbroken,
    )
    environment.filters["svg"] = _svg
    environment.filters["data_url"] = _data_url
    return environment


def _unbroken(value: Any) -> Any:
    """Return a text in which no line breaks between a number and its unit."""
    is_text = isinstance(value, str) and not isinstance(value, Markup)
    return _BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", value) if is_text else value


def _svg(chart: Chart) -> Markup:
    return Markup(svg_chart(chart))  # its texts are escaped


def _data_url(picture: ReportPicture) -> str:
    stream = io.BytesIO()
    Image.fromarray(picture.pixels).save(stream, "JPEG", quality=_JPEG_QUALITY)
    return f"data:image/jpeg;base64,{base64.b64encode(stream.getvalue()).decode('ascii')}"
