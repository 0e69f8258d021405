"""Satellite designs: units, ranges and sources of every value, and a sentence on every mistake."""

import pytest
from pydantic import ValidationError

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.design_file import design_from
from orbitviz.formats.designs.schema import design_schema
from orbitviz.model.design.builtin import BUILTIN, DEFAULT_SATELLITE
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.ranges import Number
from orbitviz.model.design.satellite import (
    SatelliteDesign,
    builtin_satellite,
    satellite_values,
    source_of,
)
from orbitviz.model.design.satellite_parts import (
    Battery,
    Brightness,
    Bus,
    Compute,
    Radiator,
    SolarArray,
)

PARTS = {
    "array": SolarArray,
    "battery": Battery,
    "bus": Bus,
    "radiator": Radiator,
    "compute": Compute,
    "brightness": Brightness,
}
# Numbers that have no unit: shares, factors, a count of faces, an exponent.
UNITLESS = {
    ("array", "efficiency"),
    ("array", "packing"),
    ("battery", "charge_efficiency"),
    ("battery", "discharge_efficiency"),
    ("battery", "max_depth_of_discharge"),
    ("bus", "conversion_efficiency"),
    ("radiator", "faces"),
    ("radiator", "emissivity"),
    ("radiator", "end_emissivity"),
    ("radiator", "effectiveness"),
    ("radiator", "absorptivity"),
    ("radiator", "earth_view"),
    ("compute", "chip_share"),
    ("compute", "power_exponent"),
    ("compute", "radiation_loss"),
    ("compute", "demand"),
    ("compute", "least_demand"),
}
WORDS = {
    ("array", "pointing"),
    ("radiator", "pointing"),
    ("compute", "precision"),
    ("compute", "eclipse_policy"),
    ("compute", "workload"),
}

HEAD = 'format = "orbitviz/1"\nname = "x"\nepoch = 2026-11-22\n'
GROUP = """
[[groups]]
pattern = "walker-delta"
altitude_km = 550
inclination_deg = 53
planes = 1
satellites_per_plane = 1
"""


def satellite_from(lines):
    """Return the satellite x of a design with these lines in [satellites.x]."""
    return design_from(f"{HEAD}[satellites.x]\n{lines}\n{GROUP}").satellites["x"]


def sentence(lines):
    with pytest.raises(UserError) as caught:
        satellite_from(lines)
    return str(caught.value)


def every_path():
    return [path for path, _ in satellite_values(builtin_satellite(DEFAULT_SATELLITE))]


def number_of(path):
    """Return the unit and range of a field, None for one in words."""
    model = PARTS[path[0]] if len(path) == 2 else SatelliteDesign
    field = model.model_fields[path[-1]]
    marks = list(field.metadata)
    for one in getattr(field.annotation, "__args__", ()):
        marks += getattr(one, "__metadata__", ())
    return next((mark for mark in marks if isinstance(mark, Number)), None)


def test_fields_cover_everything():
    own = {(key,) for key in SatelliteDesign.model_fields if key not in {*PARTS, "like"}}
    inner = {(part, key) for part, model in PARTS.items() for key in model.model_fields}
    assert set(every_path()) == own | inner
    assert len(every_path()) == len(own | inner)


def test_fields_give_the_values():
    design = builtin_satellite("ai1")
    values = dict(satellite_values(design))
    assert values["mass_kg",] == 2333.0
    assert values["array", "area_m2"] == 840.0
    assert values["radiator", "earth_view"] is None


@pytest.mark.parametrize("path", every_path(), ids=".".join)
def test_every_field_is_described_with_unit_and_range(path):
    schema = design_schema()["$defs"]
    model = PARTS[path[0]] if len(path) == 2 else SatelliteDesign
    field = schema[model.__name__]["properties"][path[-1]]
    assert field["title"]
    assert field["description"].endswith(".")
    if path in WORDS:
        assert number_of(path) is None
        return
    number = next(one for one in field.get("anyOf", [field]) if one["type"] != "null")
    assert number["type"] == ("integer" if path[-1] == "faces" else "number")
    assert number["minimum"] < number["maximum"]
    assert ("unit" in number) != (path in UNITLESS)


@pytest.mark.parametrize("path", every_path(), ids=".".join)
@pytest.mark.parametrize("name", BUILTIN)
def test_every_built_in_value_has_a_source_and_lies_in_range(name, path):
    design = builtin_satellite(name)
    value = dict(satellite_values(design))[path]
    if path in {("age_years",), ("radiator", "earth_view")}:
        # Nothing of a satellite that was launched: set by whoever designs.
        assert value in (None, "spread")
        return
    assert source_of(design, path).strip()
    number = number_of(path)
    if number is None:
        assert isinstance(value, str)
    elif isinstance(value, str):
        assert value in number.words
    else:
        assert number.low <= value <= number.high
        assert number.check(value) == value


def test_the_mass_of_ai1_names_every_one_that_is_published():
    # 2,140 Deutsche Bank, 2,333 by 75 kW per tonne, 3,000 letter of May, 4,000 re-entry analysis.
    design = builtin_satellite("ai1")
    said = source_of(design, ("mass_kg",))
    assert all(mass in said for mass in ("2,140", "75 kW per tonne", "3,000", "4,000"))
    for mass_kg in (2140.0, 2333.0, 3000.0, 4000.0):
        assert number_of(("mass_kg",)).check(mass_kg) == mass_kg


def test_a_source_of_nothing_is_empty():
    design = builtin_satellite("ai1")
    assert source_of(design, ("array",)) == ""
    assert source_of(design, ("mass_kg", "area_m2")) == ""
    assert source_of(design, ("nothing",)) == ""


@pytest.mark.parametrize("name", BUILTIN)
def test_like_fills_in_everything(name):
    design = satellite_from(f'like = "{name}"')
    assert design == builtin_satellite(name)
    assert design.base() == design
    assert BUILTIN[name].title


def test_like_left_out_is_the_default():
    assert satellite_from("") == builtin_satellite(DEFAULT_SATELLITE)
    assert satellite_from("").like == DEFAULT_SATELLITE


def test_what_is_given_stays_and_the_rest_is_filled_in():
    design = satellite_from('like = "ai1"\nmass_kg = 3000\narray.area_m2 = 700')
    base = builtin_satellite("ai1")
    assert design.mass_kg == 3000.0
    assert design.array == base.array.model_copy(update={"area_m2": 700.0})
    built_in = dict(satellite_values(base))
    changed = {path for path, value in satellite_values(design) if value != built_in[path]}
    assert changed == {("mass_kg",), ("array", "area_m2")}
    assert design.base() == base


def test_an_unknown_built_in_satellite():
    with pytest.raises(KeyError):
        builtin_satellite("ai2")


def test_a_design_does_not_change():
    with pytest.raises(ValidationError, match="frozen"):
        builtin_satellite("ai1").array.area_m2 = 3.0


NAMES = ", ".join(f'"{name}"' for name in BUILTIN)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            'like = "ai2"',
            'line 5, satellites.x.like: is "ai2", which is not a built-in satellite; '
            f"allowed: {NAMES}",
        ),
        (
            "compute.soft_limit_c = 90",
            "line 4, satellites.x.compute.hard_limit_c: is 90 °C, and soft_limit_c 90 °C; "
            "allowed: more than soft_limit_c",
        ),
        (
            "[satellites.x.compute]\nsoft_limit_c = 70\nhard_limit_c = 60.5",
            "line 7, satellites.x.compute.hard_limit_c: is 60.5 °C, and soft_limit_c 70 °C; "
            "allowed: more than soft_limit_c",
        ),
        (
            '[satellites.x.compute]\nworkload = "follow-the-sun"\ndemand = 0.3\nleast_demand = 0.4',
            "line 8, satellites.x.compute.least_demand: is 0.4, and demand 0.3; allowed: at most "
            "demand",
        ),
        (
            "array.area_m2 = 0",
            "line 5, satellites.x.array.area_m2: is 0 m²; allowed: a number from 0.001 to "
            "1,000,000 m²",
        ),
        (
            "[satellites.x.array]\narea_m2 = -3",
            "line 6, satellites.x.array.area_m2: is -3 m²; allowed: a number from 0.001 to "
            "1,000,000 m²",
        ),
        (
            "radiator.area_m2 = -1",
            "line 5, satellites.x.radiator.area_m2: is -1 m²; allowed: a number from 0.0001 to "
            "1,000,000 m²",
        ),
        (
            "array.efficiency = 1.2",
            "line 5, satellites.x.array.efficiency: is 1.2; allowed: a number from 0.01 to 0.6",
        ),
        (
            "battery.charge_efficiency = -0.1",
            "line 5, satellites.x.battery.charge_efficiency: is -0.1; allowed: a number from 0.5 "
            "to 1",
        ),
        (
            "battery.discharge_efficiency = 1.01",
            "line 5, satellites.x.battery.discharge_efficiency: is 1.01; allowed: a number from "
            "0.5 to 1",
        ),
        (
            "bus.conversion_efficiency = 95",
            "line 5, satellites.x.bus.conversion_efficiency: is 95; allowed: a number from 0.5 "
            "to 1",
        ),
        (
            "radiator.emissivity = 1.5",
            "line 5, satellites.x.radiator.emissivity: is 1.5; allowed: a number from 0.01 to 1",
        ),
        (
            "radiator.faces = 1.5",
            "line 5, satellites.x.radiator.faces: is 1.5; allowed: a whole number from 0 to 2",
        ),
        (
            "battery.energy_kwh = nan",
            "line 5, satellites.x.battery.energy_kwh: is not a number; allowed: a number from "
            "0.0001 to 1,000,000 kWh",
        ),
        (
            'bus.housekeeping_kw = "much"',
            'line 5, satellites.x.bus.housekeeping_kw: is the text "much"; allowed: a number '
            "from 0 to 100,000 kW",
        ),
        (
            "compute.rated_kw = true",
            "line 5, satellites.x.compute.rated_kw: is true; allowed: a number from 0 to "
            "100,000 kW",
        ),
        (
            'compute.eclipse_policy = "sleep"',
            'line 5, satellites.x.compute.eclipse_policy: is the text "sleep"; allowed: '
            '"ride-through", "idle" or "scale"',
        ),
        (
            'compute.workload = "none"',
            'line 5, satellites.x.compute.workload: is the text "none"; allowed: "constant", '
            '"follow-the-sun" or "duty-cycle"',
        ),
        (
            'array.pointing = "sunward"',
            'line 5, satellites.x.array.pointing: is the text "sunward"; allowed: "tracking", '
            '"fixed" or "edge-on"',
        ),
        (
            "compute.precision = 16",
            "line 5, satellites.x.compute.precision: is 16; allowed: text in quotes",
        ),
        (
            "array.aera_m2 = 3",
            'line 5, satellites.x.array.aera_m2: is not a known key, did you mean "area_m2"?',
        ),
        (
            "[satellites.x.aray]\narea_m2 = 3",
            'line 5, satellites.x.aray: is not a known key, did you mean "array"?',
        ),
        (
            "compute.zzzz = 1",
            "line 5, satellites.x.compute.zzzz: is not a known key; allowed: "
            + ", ".join(Compute.model_fields),
        ),
        ("array = 5", "line 5, satellites.x.array: is 5; allowed: a table"),
        (
            "age_years = 51",
            "line 5, satellites.x.age_years: is 51 years; allowed: a number or a list of such "
            'numbers from 0 to 50 years, or "spread"',
        ),
        (
            'age_years = "old"',
            'line 5, satellites.x.age_years: is the text "old"; allowed: a number or a list of '
            'such numbers from 0 to 50 years, or "spread"',
        ),
        (
            "age_years = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0.5, 1.5]",
            "line 5, satellites.x.age_years: has 13 different ages; allowed: at most 12",
        ),
    ],
)
def test_a_mistake_is_told_in_one_sentence(lines, expected):
    assert sentence(lines) == expected


def test_like_is_a_text():
    told = sentence("like = 3")
    assert told.startswith("line 5, satellites.x.like: is 3; allowed: text in quotes")


@pytest.mark.parametrize("path", [path for path in every_path() if path not in WORDS], ids=".".join)
def test_numbers_beyond_their_range_are_told(path):
    number = number_of(path)
    for value in (number.low - 1, number.high + 1):
        told = sentence(f"{'.'.join(path)} = {value}")
        assert told.startswith(f"line 5, satellites.x.{'.'.join(path)}: is ")
        assert told.endswith(f"; allowed: {number.allowed}")


def test_the_ends_of_a_range_are_allowed():
    for path in every_path():
        number = number_of(path)
        if number is None or path[-1] in {"soft_limit_c", "hard_limit_c"}:
            continue
        for value in (number.low, number.high):
            design = satellite_from(f"{'.'.join(path)} = {value}")
            assert dict(satellite_values(design))[path] == value


def test_a_design_names_the_satellites_of_its_file_and_the_built_in_ones():
    design = design_from(f'{HEAD}[satellites.x]\nlike = "ai1"\n{GROUP}satellite = "x"\n')
    assert isinstance(design, Design)
    assert design.groups[0].satellite == "x"
    assert design.satellites["x"] == builtin_satellite("ai1")
