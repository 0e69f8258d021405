"""What predicates find, against the exported table read back and searched row by row."""

from __future__ import annotations

import csv
import fnmatch
import json
import math
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from skyfield.elementslib import OsculatingElements
from skyfield.units import Distance, Velocity

from orbitviz.analysis.fleet import solve_fleet, sun_step_km
from orbitviz.analysis.predicates.conditions import Range, Verdict
from orbitviz.analysis.predicates.fields import FIELDS, Measure
from orbitviz.analysis.predicates.plane_bounds import bounds
from orbitviz.analysis.predicates.resolve import condition_of
from orbitviz.analysis.predicates.search import matching_rows, search, sources_of
from orbitviz.analysis.satellite_rows import SatelliteRows
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.formats.open_file import open_file
from orbitviz.formats.tables.export_table import export_states
from orbitviz.formats.tables.state_table import COLUMNS
from orbitviz.model.sites import site_named
from orbitviz.model.state import Playback, State
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.sun import ltan_h
from orbitviz.orbits.timescale import Instant, skyfield_time
from orbitviz.subsystems.quantities.registry import ALL
from orbitviz.subsystems.stations import Fineness
from tests.formats import element_sets

NOW = Instant.parse("2026-09-01T06:00:00Z")
EARTH_KM = 6378.137
DESIGN = """
format = "orbitviz/1"
name = "Three"
epoch = 2026-08-22T00:00:00Z
[[sites]]
name = "Hill"
lat_deg = 40.0
lon_deg = -75.0
alt_m = 1500.0
[[groups]]
name = "Belt"
pattern = "walker-delta"
shells = 2
altitude_km = [600, 630]
inclination_deg = 53
planes = 5
satellites_per_plane = 40
satellite = "ai1"
[[groups]]
name = "Dawn SSO"
pattern = "sun-synchronous"
altitude_km = 900
inclination_deg = "sun-synchronous"
planes = 2
satellites_per_plane = 60
ltan_h = [18, 10]
satellite = "bus-500kg"
[[groups]]
name = "Oval"
pattern = "planes"
altitude_km = 2000
eccentricity = 0.15
inclination_deg = 63
planes = 3
raan_deg = [0, 100, 230]
phase_deg = [0, 5, 10]
satellites_per_plane = [20, 15, 25]
satellite = "bus-500kg"
"""


@dataclass(frozen=True)
class Tri:
    """True, False, or None for what is not known, as Kleene combines them."""

    value: bool | None

    def __and__(self, other):
        both = (self.value, other.value)
        return Tri(False if False in both else None if None in both else True)

    def __or__(self, other):
        return ~(~self & ~other)

    def __invert__(self):
        return Tri(None if self.value is None else not self.value)


@dataclass(frozen=True, eq=False)
class Entry:
    """A field of the table, None if it is empty."""

    value: float | str | None

    def _is(self, compare):
        return Tri(None if self.value is None else compare(self.value))

    def __lt__(self, other):
        return self._is(lambda value: value < other)

    def __gt__(self, other):
        return self._is(lambda value: value > other)

    def __le__(self, other):
        return self._is(lambda value: value <= other)

    def __ge__(self, other):
        return self._is(lambda value: value >= other)

    def __eq__(self, other):
        return self._is(lambda value: value == other)

    def __ne__(self, other):
        return self._is(lambda value: value != other)

    def within(self, low, high):
        return self._is(lambda value: low <= value <= high)

    def fits(self, pattern):
        return self._is(lambda value: fnmatch.fnmatchcase(value.lower(), pattern.lower()))


class Row:
    """One line of the table."""

    def __init__(self, fields, words):
        self.fields = fields
        self.is_object = fields["shell"] == ""
        self.words = words

    def __getattr__(self, column):
        text = self.fields[column]
        if column in ("group", "shell", "name"):
            return Entry(text or None)
        return Entry(float(text) if text else None)

    @property
    def name(self):
        return Entry(self.fields["name"] or self.fields["id"])

    @property
    def altitude(self):
        if not self.is_object:
            return self.altitude_km
        return Entry(math.dist((0, 0, 0), self._place()) - EARTH_KM)

    @property
    def limit(self):
        return Entry(None if self.is_object else self.words[int(float(self.fields["limited_by"]))])

    @property
    def plane(self):
        return self._number(-2, "p")

    @property
    def slot(self):
        return self._number(-1, "s")

    @property
    def lit(self):
        return self.sunlit >= 0.5

    def node_deg(self):
        return Entry(None if self.is_object else math.degrees(float(self.fields["raan_rad"])))

    def ltan_h(self):
        rad = self.fields["ltan_rad"]
        return Entry(float(rad) * 12 / math.pi if rad else None)

    def beta_deg(self):
        return Entry(None if self.is_object else math.degrees(float(self.fields["beta_rad"])))

    def elevation_deg(self, lat_deg, lon_deg, alt_km):
        offset, up = self._from_site(lat_deg, lon_deg, alt_km)
        return Entry(math.degrees(math.asin(offset @ up / np.linalg.norm(offset))))

    def range_km(self, lat_deg, lon_deg, alt_km):
        return Entry(float(np.linalg.norm(self._from_site(lat_deg, lon_deg, alt_km)[0])))

    def _from_site(self, lat_deg, lon_deg, alt_km):
        """Return what leads from a site to the satellite, and its vertical (WGS 84)."""
        lat, lon = math.radians(lat_deg), math.radians(lon_deg)
        up = np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])
        flat = 1 / 298.257223563
        curve_km = EARTH_KM / math.sqrt(1 - flat * (2 - flat) * math.sin(lat) ** 2)
        site = (curve_km + alt_km) * up
        site[2] = (curve_km * (1 - flat) ** 2 + alt_km) * math.sin(lat)
        return np.array(self._place()) - site, up

    def _place(self):
        return [float(self.fields[axis]) for axis in ("x_km", "y_km", "z_km")]

    def _number(self, word, letter):
        if self.is_object:
            return Entry(None)
        text = self.fields["name"].split()[word]
        assert text[0] == letter
        return Entry(int(text[1:]))


BERLIN = (52.52437, 13.41053, 0.0)
HILL = (40.0, -75.0, 1.5)
PREDICATES = [
    ('altitude > 620 and radiator > 20 and group ~ "*SSO"',
     lambda r: (r.altitude > 620) & (r.radiator_k > 293.15) & r.group.fits("*SSO")),
    ("sunlit and charge < 95 %", lambda r: r.lit & (r.soc < 0.95)),
    ('elevation("Berlin") > 10', lambda r: r.elevation_deg(*BERLIN) > 10),
    ('shell ~ "belt*600*" and plane = 4 and slot = 12',
     lambda r: r.shell.fits("belt*600*") & (r.plane == 4) & (r.slot == 12)),
    ('limit = "battery" or not sunlit', lambda r: (r.limit == "battery") | ~r.lit),
    ('limit != "nothing"', lambda r: r.limit != "nothing"),
    ('not limit = "nothing" or altitude > 3000',
     lambda r: ~(r.limit == "nothing") | (r.altitude > 3000)),
    ('limit ~ "*o*" and chip > 300 K', lambda r: r.limit.fits("*o*") & (r.chip_k > 300)),
    ("altitude = 600", lambda r: r.altitude == 600),
    ("altitude != 600", lambda r: r.altitude != 600),
    ("altitude in 600..630 and slot in 3..5",
     lambda r: r.altitude.within(600, 630) & r.slot.within(3, 5)),
    ("not altitude in 600..900", lambda r: ~r.altitude.within(600, 900)),
    ("array > 1 kW or sunlight in 1..99 %",
     lambda r: (r.array_w > 1000) | r.sunlit.within(0.01, 0.99)),
    ("compute > 0", lambda r: r.flops > 0),
    ("not compute > 0", lambda r: ~(r.flops > 0)),
    ("not (compute > 0 and sunlit)", lambda r: ~((r.flops > 0) & r.lit)),
    ("not (charge > 0.9 or altitude < 620)", lambda r: ~((r.soc > 0.9) | (r.altitude < 620))),
    ("margin < -1 kW and not sunlit", lambda r: (r.margin_w < -1000) & ~r.lit),
    ("latitude > 45", lambda r: r.lat_deg > 45),
    ("latitude in -10..10 and longitude in 100..180",
     lambda r: r.lat_deg.within(-10, 10) & r.lon_deg.within(100, 180)),
    ("longitude in 150..-150", lambda r: (r.lon_deg >= 150) | (r.lon_deg <= -150)),
    ('range("Hill") < 3000 km', lambda r: r.range_km(*HILL) < 3000),
    ('elevation("hill") < -60 or range("40,-75,1500") < 1500',
     lambda r: (r.elevation_deg(*HILL) < -60) | (r.range_km(*HILL) < 1500)),
    ("beta > 40 and shell != 'Oval'", lambda r: (r.shell != "Oval") & (r.beta_deg() > 40)),
    ("ltan in 17..19 and shell ~ '*'", lambda r: r.ltan_h().within(17, 19) & r.shell.fits("*")),
    ("node > 180 and shell ~ '*'", lambda r: (r.node_deg() > 180) & r.shell.fits("*")),
    ('name ~ "*p00[13] s*7"', lambda r: r.name.fits("*p00[13] s*7")),
    ('not name ~ "belt*" and name != "OBJECT 2"',
     lambda r: ~r.name.fits("belt*") & (r.name != "OBJECT 2")),
    ('name = "70001" or name = "dawn sso p002 s0060"',
     lambda r: (r.name == "70001") | r.name.fits("dawn sso p002 s0060")),
    ('group = "objects" and altitude < 2000',
     lambda r: (r.group == "Objects") & (r.altitude < 2000)),
    ('(charge < 90 % or sunlit) and (latitude < 0 or name ~ "object*") and light >= 0',
     lambda r: ((r.soc < 0.9) | r.lit) & ((r.lat_deg < 0) | r.name.fits("object*"))
     & (r.light >= 0)),
    ("light < 50 % and rejected > 300 W and discharging > 0 and charging = 0",
     lambda r: (r.light < 0.5) & (r.rejected_w > 300) & (r.discharge_w > 0) & (r.charge_w == 0)),
]  # fmt: skip


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """A state of a design and a catalogue, one of its objects without a name."""
    records = element_sets.records()
    records[1]["OBJECT_NAME"] = ""
    path = tmp_path_factory.mktemp("objects") / "Objects.json"
    path.write_text(json.dumps(records))
    document = parse_design(DESIGN)
    return State.of(document, Playback(NOW, playing=False), open_file(path).catalogues)


@pytest.fixture(scope="module")
def fleet(opened):
    sun_km = float(np.linalg.norm(sky_geometry_at(NOW).sun_teme_km))
    return solve_fleet(opened.document, sun_step_km(sun_km), fineness=Fineness.DRAFT)


@pytest.fixture(scope="module")
def table(opened, fleet, tmp_path_factory):
    """The exported table, row by row."""
    path = tmp_path_factory.mktemp("table") / "states.csv"
    quantities = tuple(quantity for quantity in ALL if quantity.column not in COLUMNS)
    # With drafts of the maps, which are solved in a tenth of the time.
    export_states(opened, NOW, path, Frame.ITRS, quantities=quantities, fleet=fleet)
    words = FIELDS["limit"].words_of_quantity
    with path.open(newline="", encoding="utf-8") as stream:
        return [Row(fields, words) for fields in csv.DictReader(stream)]


@pytest.fixture(scope="module")
def sources(opened, fleet):
    return sources_of(opened, sky_geometry_at(NOW), fleet)


@pytest.mark.parametrize(("text", "of_row"), PREDICATES, ids=[text for text, _ in PREDICATES])
def test_a_predicate_finds_what_the_table_says(opened, table, sources, text, of_row):
    expected = [of_row(row).value is True for row in table]
    design, objects = search(condition_of(text, opened), sources)
    found = np.zeros(len(table), bool)
    found[design.rows] = True
    found[design.of + objects.rows] = True
    assert found.tolist() == expected
    assert 0 < sum(expected) < len(expected)
    assert (design.of, objects.of) == (580, 5)


def test_what_objects_lack_is_told(opened, sources):
    condition = condition_of('charge < 50 % or plane = 3 or beta > 0 or name = "x"', opened)
    design, objects = search(condition, sources)
    assert [one.field.name for one in objects.lacking] == ["charge", "plane"]
    assert design.lacking == ()
    assert [len(values) for values in objects.values(objects.lacking, objects.rows)] == [
        len(objects.rows)
    ] * 2
    assert np.isnan(objects.values(objects.lacking, objects.rows)).all()


def test_orbits_of_objects_are_those_of_their_states(opened, sources):
    """Beta and local time of the node, which the table has of satellites only."""
    batch = sources[1].batch(np.arange(5))
    r_km, v_km_s, _ = next(iter(opened.catalogues.values())).propagate(NOW)
    orbits = OsculatingElements(
        Distance(km=r_km.T), Velocity(km_per_s=v_km_s.T), skyfield_time(NOW), 398600.4418
    )
    raan, inc = orbits.longitude_of_ascending_node.radians, orbits.inclination.radians
    sun = sky_geometry_at(NOW).sun_direction
    pole = np.stack([np.sin(inc) * np.sin(raan), -np.sin(inc) * np.cos(raan), np.cos(inc)])
    beta, node, hours = (Measure(FIELDS[name]).values(batch) for name in ("beta", "node", "ltan"))
    assert beta == pytest.approx(np.arcsin(sun @ pole), abs=1e-9)
    assert node == pytest.approx(raan, abs=1e-9)
    assert hours * 12 / np.pi == pytest.approx([ltan_h(one, NOW) for one in raan], abs=1e-9)


@pytest.mark.parametrize("chunk", [1 << 15, 7])
def test_chunks_and_threads_change_nothing(opened, sources, monkeypatch, chunk):
    monkeypatch.setattr("orbitviz.analysis.predicates.search._CHUNK", chunk)
    condition = condition_of('sunlit and charge < 95 % or latitude > 40 or name ~ "*7"', opened)
    rows = matching_rows(condition, sources[0])
    batch = sources[0].batch(np.arange(580))
    sunlit, charge, latitude, number = (
        Measure(FIELDS[name]).values(batch) for name in ("sunlit", "charge", "latitude", "slot")
    )
    held = (sunlit >= 0.5) & (charge < 0.95) | (np.degrees(latitude) > 40) | (number % 10 == 7)
    assert rows.tolist() == np.flatnonzero(held).tolist()


@given(
    days=st.floats(0, 365),
    place=st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    ecc=st.sampled_from([0.0, 0.15, 0.4]),
)
@settings(max_examples=30)
def test_no_satellite_is_beyond_the_bounds_of_its_plane(opened, fleet, days, place, ecc):
    constellation = opened.document.constellation
    ellipses = constellation.ecc > 0
    ours = replace(
        constellation,
        ecc=np.where(ellipses, ecc, 0.0),
        sma_km=np.where(ellipses, 12_000.0, constellation.sma_km),
    )
    flown = replace(fleet, constellation=ours)
    geometry = sky_geometry_at(NOW.plus_s(86400 * days))
    rows = SatelliteRows(flown, geometry, np.arange(len(ours)))
    site = site_named("{:.6f},{:.6f}".format(*place))
    for name in ("slot", "sunlit", "sunlight", "latitude", "elevation", "range", "charge"):
        field = FIELDS[name]
        measure = Measure(field, site if field.of_site else None)
        least, greatest = bounds(measure, rows)
        values = measure.values(rows)
        assert np.all((least <= values) & (values <= greatest)), name
        if field.rough is not None:
            low, high = field.rough(rows)
            assert np.all((low <= values) & (values <= high))


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(0, 3), st.floats(0, 3), st.booleans())
def test_a_verdict_on_bounds_is_that_on_each_value_within(low, least, width, spread, inside):
    leaf = Range(Measure(FIELDS["altitude"]), low, low + width, inside)
    greatest = least + spread
    verdict = leaf.verdicts(np.array([least]), np.array([greatest]))[0]
    held = leaf.holds(np.linspace(least, greatest, 200))
    if verdict == Verdict.YES:
        assert held.all()
    elif verdict == Verdict.NO:
        assert not held.any()
    assert not leaf.holds(np.array([np.nan])).any()
    assert not leaf.negated().holds(np.array([np.nan])).any()
