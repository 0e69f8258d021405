"""Places on the ground by name and by coordinates."""

from __future__ import annotations

import pytest

from orbitviz.base.errors import UserError
from orbitviz.model.design.groups import Site
from orbitviz.model.sites import known_sites, site_named


def test_every_bundled_site_is_found_by_its_name():
    sites = known_sites()
    assert len(sites) > 250
    for site in sites:
        assert site_named(site.name).name == site.name


@pytest.mark.parametrize(
    ("text", "name"),
    [("vlt", "Paranal"), ("tromsø", "Tromso"), ("  mauna   KEA ", "Mauna Kea"),
     ("bogota", "Bogotá"), ("Kourou", "Kourou")],
)  # fmt: skip
def test_other_names_marks_case_and_blanks_do_not_matter(text, name):
    assert site_named(text).name == name


def test_coordinates_are_a_site():
    site = site_named("-24.6275, -70.4044,2635")
    assert (site.lat_deg, site.lon_deg, site.alt_m) == (-24.6275, -70.4044, 2635.0)
    assert site_named("52.5,13.4").alt_m == 0.0


def test_a_site_of_the_design_comes_first():
    own = Site(name="Berlin", lat_deg=44.47, lon_deg=-71.18)
    assert site_named("berlin", [own]) is own
    assert site_named("berlin").lat_deg > 50.0


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("91,0", "the latitude is 91 degrees"),
        ("0,361", "the longitude is 361 degrees"),
        ("0,0,200000", "the height is 200,000 m"),
        ("Berlim", 'did you mean "Berlin"?'),
        ("Zzyzx-9", "a larger city, an observatory"),
        ("", "there is no site named"),
    ],
)
def test_what_is_no_site_is_told_in_a_sentence(text, wrong):
    with pytest.raises(UserError) as told:
        site_named(text)
    assert wrong in str(told.value)


def test_every_observatory_and_station_has_a_source_and_lies_on_the_earth():
    from orbitviz.model.sites import _rows

    rows = _rows("names/sites.csv")
    assert {row["kind"] for row in rows} == {"observatory", "station"}
    for row in rows:
        assert row["source"]
        assert row["alt_m"] or row["kind"] == "station"
