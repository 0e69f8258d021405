"""Figures of an edited tour: found once, and again only where an edit changes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from orbitviz.base.errors import UserError
from orbitviz.engine.tours.known_figures import FiguresOfEdit, KnownFigures
from orbitviz.engine.tours.moments import Moments
from orbitviz.engine.tours.opened_tour import open_tour
from orbitviz.formats.tours.tour_file import parse_tour

TOUR = """
format = "orbitviz-tour/1"
title = "One"
design = "one-shell"
[[shots]]
name = "All"
duration_s = 8
turn_deg = 10
[[shots.captions]]
number = "total.satellites"
"""


def _made(text: str, known: KnownFigures) -> tuple[Moments, FiguresOfEdit]:
    figures = FiguresOfEdit(known)
    opened = open_tour(parse_tour(text, Path("t.toml")))
    return Moments(opened, found=figures), figures


def test_what_an_edit_does_not_change_is_known_at_once():
    known = KnownFigures()
    moments, figures = _made(TOUR, known)
    assert figures.number(0, 0, 0) is None
    assert moments.at(4.0).on_stage.captions == ()  # it waits
    figures.find_number(0, 0)
    assert moments.at(4.0).on_stage.captions[0].number == "480"
    turned, figures = _made(TOUR.replace("turn_deg = 10", "turn_deg = 90"), known)
    assert figures.number(0, 0, 0) is not None
    assert turned.at(4.0).on_stage.captions[0].number == "480"
    _, figures = _made(TOUR.replace("total.satellites", "total.mass_kg"), known)
    assert figures.number(0, 0, 0) is None
    _, figures = _made(TOUR.replace("turn_deg = 10", "time.at = 2026-12-01T00:00:00Z"), known)
    assert figures.number(0, 0, 0) is None


def test_a_name_of_nothing_is_told_before_anything_is_found():
    with pytest.raises(UserError, match='did you mean "satellites"'):
        _made(TOUR.replace("satellites", "satelites"), KnownFigures())


def test_a_number_that_is_computed_anew_stays_that_of_its_beginning():
    known = KnownFigures()
    moments, figures = _made(f"{TOUR}updates_s = 0.5\ntext = 'fly'\n", known)
    figures.find_number(0, 0)
    for time_s in (1.0, 4.0, 7.0):  # the words around it are there as well
        assert [one.text for one in moments.at(time_s).on_stage.captions] == ["fly"]
