"""Reports as pages: every name is text, whatever it looks like; charts are drawn as described."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from orbitviz.analysis.chart import Chart, Curve, Level
from orbitviz.analysis.report.charts import losses_chart, sunlit_chart
from orbitviz.analysis.report.reporter import Reporter
from orbitviz.base.errors import UserError
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.formats.reports.columns import BINDING, BRIEF, CARDS, LIGHT, WORK
from orbitviz.formats.reports.content import ReportContent, ReportPicture, ReportPictures
from orbitviz.formats.reports.html_report import html_report
from orbitviz.formats.reports.report_file import REPORTS
from orbitviz.formats.reports.svg_chart import svg_chart
from orbitviz.model.state import Playback, State

SVG = "{http://www.w3.org/2000/svg}"
EVIL = "<script>alert('x')</script>"
DESIGN = f"""
format = "orbitviz/1"
name = "{EVIL}"
epoch = 2026-11-22T00:00:00Z
[satellites."{EVIL}"]
like = "ai1"
radiator.faces = 0
[[groups]]
name = "{EVIL}"
pattern = "walker-delta"
shells = 2
altitude_km = [550, 600]
inclination_deg = 53
planes = 3
satellites_per_plane = 4
satellite = "{EVIL}"
"""


def test_values_of_satellites_are_told_in_words_with_their_units_and_where_they_are_from():
    text = DESIGN.replace(EVIL, "mine").replace("radiator.faces = 0", "radiator.area_m2 = 90")
    page = html_report(content(text))
    words = Tags(page).texts
    assert "mine, mass: 2,333\N{NO-BREAK SPACE}kg (built" in page  # no line breaks there
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    assert "mine, radiator, area: 90 m², given by the design (built in: 160 m², liquid: " in page
    assert "mine, radiator, view of the Earth: computed" in words
    assert "mine, age: spread" in words
    assert "mine." not in page
    assert "W/m2" not in page


def test_figures_are_told_to_be_rounded():
    """Of Starlink Gen2's groups 94.7, 91.8 … 6.34 MW add up to 536.9, not to the 537 shown."""
    assert "parts need not add up to their total" in html_report(content())


class Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.opened = []
        self.texts = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.opened.append(tag)

    def handle_data(self, data):
        self.texts.append(data)


def content(text=DESIGN, pictures=ReportPictures):
    document = parse_design(text)
    state = State.of(document, Playback(document.design.epoch_instant, playing=False))
    snapshot = snapshot_at(state, state.playback.at, with_survey=False)
    reporter = Reporter(state, snapshot.geometry, snapshot.fleet)
    mask = np.ones(state.document.constellation.shell_count, bool)
    return ReportContent(
        report=reporter.report(mask),
        colours=dict.fromkeys(state.document.constellation.group_name, "#123456"),
        sunlit=sunlit_chart(state, reporter, mask),
        losses=losses_chart(reporter.figures(mask)),
        pictures=pictures,
    )


def test_names_cannot_bring_code_into_the_page():
    picture = ReportPicture(EVIL, np.zeros((2, 2, 3), np.uint8))
    page = html_report(content(pictures=lambda: ReportPictures((picture,), refused=EVIL)))
    tags = Tags(page)
    assert "script" not in tags.opened
    assert EVIL not in page
    # Title, heading, finding, caption, refusal, names in charts and tables: shown as written.
    assert sum(EVIL in text for text in tags.texts) >= 8


def test_satellites_without_computers_are_limited_by_nothing_to_be_named():
    bare = DESIGN.replace("radiator.faces = 0", "compute.rated_kw = 0")
    for text, limit in ((bare, "–"), (DESIGN, "radiator")):
        row = content(text).report.total
        assert BINDING.text(row) == limit
        (card,) = (card for card in CARDS if card.heading == "compute is limited by")
        assert card.text(row) == limit
    assert "There are no computers on board." in html_report(content(bare))


def test_a_page_without_pictures_says_why():
    page = html_report(content(pictures=lambda: ReportPictures(refused="there is no OpenGL")))
    assert "No picture: there is no OpenGL." in page
    assert "<img" not in page


def test_only_formats_that_show_pictures_draw_them(tmp_path):
    def pictures():
        raise AssertionError("drawn in vain")

    path = tmp_path / "report.json"
    REPORTS.for_path(path).write(content(pictures=pictures), path)
    assert path.read_text().startswith('{\n  "design": ')


def test_a_report_of_another_ending_is_refused(tmp_path):
    with pytest.raises(UserError, match=r"is not a report file name; allowed: \.html or \.json"):
        REPORTS.for_path(tmp_path / "report.pdf")


def test_a_chart_is_drawn_with_everything_it_describes():
    chart = Chart(
        title="Heat",
        unit="°C",
        x=np.array([0.0, 1.0, 2.0]),
        x_name="hour",
        curves=(
            Curve("radiator", np.array([10.0, 40.0, 20.0]), "hot"),
            Curve("A < B", np.array([5.0, np.nan, 6.0]), "#112233"),
        ),
        ticks=((0.0, "0 h"), (2.0, "2 h")),
        bands=((0.5, 9.0),),
        levels=(Level("limit", 60.0),),
    )
    root = ET.fromstring(svg_chart(chart))
    lines = root.findall(f"{SVG}polyline")
    assert ["var(--hot)" in line.get("style") for line in lines] == [True, False]
    assert [len(line.get("points").split()) for line in lines] == [3, 2]
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {"radiator", "A < B", "0 h", "2 h", "limit", "60", "°C", "hour"} <= set(words)
    band = root.find(f"{SVG}rect[@class='band']")
    right = float(band.get("x")) + float(band.get("width"))
    last = max(float(point.split(",")[0]) for point in lines[0].get("points").split())
    assert right == pytest.approx(last, abs=0.2)  # cut where the axis ends


def test_bars_stand_between_their_edges():
    chart = Chart(
        title="Spread",
        unit="%",
        x=np.array([0.0, 1.0, 3.0]),
        x_name="°C",
        curves=(Curve("share", np.array([25.0, 75.0]), "hot"),),
        bars=True,
    )
    first, second = ET.fromstring(svg_chart(chart)).findall(f"{SVG}rect")
    assert float(second.get("width")) == pytest.approx(2 * float(first.get("width")), abs=0.2)
    assert float(second.get("height")) == pytest.approx(3 * float(first.get("height")), abs=0.2)


def test_losses_hang_from_what_was_left_before_them():
    chart = Chart(
        title="Where",
        unit="W",
        x=np.zeros(0),
        x_name="step",
        curves=(),
        steps=(("in", 10.0), ("lost", -4.0), ("out", 6.0)),
    )
    whole, loss, rest = ET.fromstring(svg_chart(chart)).findall(f"{SVG}rect")
    assert loss.get("class") == "loss"
    assert float(whole.get("width")) == pytest.approx(
        float(rest.get("width")) + float(loss.get("width")), abs=0.2
    )
    assert float(loss.get("x")) == pytest.approx(
        float(rest.get("x")) + float(rest.get("width")), abs=0.2
    )


def test_no_heading_reads_as_the_minimum():
    """ "Eclipse min" was read as the least eclipse: minutes stand beside their number."""
    headings = [column.heading for column in (*BRIEF, *LIGHT, *WORK, *CARDS)]
    assert [h for h in headings if " min" in h and "minimum" not in h.lower()] == []
    (eclipse,) = (column for column in BRIEF if column.heading == "Longest eclipse")
    assert eclipse.show(35.52) == "35.5 min"


def test_a_curve_without_values_has_no_name_in_the_chart():
    years = np.array([0.0, 1.0, 2.0])
    chart = Chart(
        title="Prices", unit="USD", x=years, x_name="years",
        curves=(
            Curve("ends early", np.array([1.0, 2.0, np.nan]), "load"),
            Curve("is never there", np.full(3, np.nan), "hot"),
        ),
    )  # fmt: skip
    root = ET.fromstring(svg_chart(chart))
    words = {one.text: float(one.get("y")) for one in root.iter(f"{SVG}text")}
    assert "is never there" not in words
    assert 0.0 < words["ends early"] < 300.0
    assert "nan" not in svg_chart(chart)
