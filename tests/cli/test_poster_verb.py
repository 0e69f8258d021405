"""The verb `poster`: a page with the figures of the report, the same bytes every time."""

from __future__ import annotations

import json
import re
import zlib

import pytest
from PIL import Image

SMALL = ("--dpi", "36")


def _page(pdf: bytes) -> bytes:
    """Return what draws the page: the one stream that chooses fonts."""
    for found in re.finditer(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL):
        try:
            content = zlib.decompress(found[1])
        except zlib.error:
            continue
        if b" Tf " in content:
            return content
    raise AssertionError("no text on the page")


@pytest.mark.gl
def test_a_poster_as_pdf_has_vector_text_and_repeats(run, tmp_path):
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    status, out, _ = run("poster", "one-shell", "-o", one, *SMALL)
    assert status == 0
    assert str(one) in out
    content = one.read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb" Tj| TJ", _page(content))) > 60
    assert content.count(b"/FontFile2") == 3  # text, bold, title
    assert content.count(b"/Subtype /Image") == 2  # the globe, the satellite
    run("poster", "one-shell", "-o", other, *SMALL)
    assert other.read_bytes() == content


@pytest.mark.gl
def test_a_poster_as_png_shows_globe_and_panels(run, tmp_path):
    path = tmp_path / "p.png"
    status, _, _ = run("poster", "one-shell", "-o", path, "--page", "16:9", "--light", *SMALL)
    assert status == 0
    picture = Image.open(path).convert("RGB")
    assert picture.size == (480, 270)
    assert picture.getpixel((1, 1)) == (255, 255, 255)
    globe = [picture.getpixel((150, y)) for y in range(100, 160, 5)]
    assert len(set(globe)) > 6


def test_the_figures_are_those_of_the_report(run):
    import numpy as np

    from orbitviz.analysis.report.reporter import Reporter
    from orbitviz.cli.opening import open_one_design, solved_at
    from orbitviz.scene.poster.content import cards_of, groups_of, main_satellite, sentences_of

    state = open_one_design("starlink-gen1")
    snapshot, fleet = solved_at(state, None)
    shells = len(state.document.constellation.shell_name)
    report = Reporter(state, snapshot.geometry, fleet).report(np.ones(shells, bool))
    _, out, _ = run("report", "starlink-gen1", "--json")
    total = json.loads(out)["total"]
    cards = {words: value for value, words in cards_of(report)}
    assert cards["satellites"] == f"{total['satellites']:,}"
    mass = float(cards["mass of all satellites"].removesuffix(" t").replace(",", ""))
    assert mass == pytest.approx(total["mass_kg"] / 1000, rel=0.005)
    assert not any(value.startswith("0 ") for value in cards.values())  # it has no computers
    groups = groups_of(state, report)
    assert len(groups) == len(json.loads(out)["groups"])
    assert [g.high_km for g in groups] == sorted((g.high_km for g in groups), reverse=True)
    models, values = sentences_of(report)
    assert {*models, *values} <= set(report.assumptions)
    assert not any(", compute," in one for one in values)
    design, group = main_satellite(state, report)
    most = max(json.loads(out)["groups"], key=lambda row: row["satellites"])
    assert group == most["name"]
    assert design.mass_kg > 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("one-shell", "-o", "x.svg"), "not a poster file name; allowed: .pdf or .png"),
        (("one-shell", "-o", "nowhere/x.pdf"), "nowhere"),
        (("one-shel",), "one-shell"),
        (("one-shell", "--dpi", "5"), "--dpi is 5; allowed: 36 to 600"),
        (("one-shell", "--page", "a0"), "a0"),
        (("one-shell", "--view", "moon"), "moon"),
        (("one-shell", "--at", "yesterday"), "yesterday"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(run, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    status, _, err = run("poster", *arguments)
    assert status != 0
    assert words in err
    assert "Traceback" not in err
    assert not list(tmp_path.iterdir())
