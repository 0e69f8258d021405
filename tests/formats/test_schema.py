"""The JSON Schema says what the reader enforces."""

import json

from orbitviz.formats.designs.schema import design_schema
from orbitviz.model.design.constellation import Design


def group_schema():
    return design_schema()["$defs"]["Group"]


def test_it_is_json():
    schema = json.loads(json.dumps(design_schema()))
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["additionalProperties"] is False


def test_the_keys_of_the_file_are_in_it():
    assert set(design_schema()["properties"]) == set(Design.model_fields)
    assert design_schema()["required"] == ["format", "name", "epoch", "groups"]
    assert group_schema()["required"] == [
        "pattern", "altitude_km", "inclination_deg", "planes", "satellites_per_plane",
    ]  # fmt: skip


def test_ranges_and_units_are_in_it():
    number, several = group_schema()["properties"]["altitude_km"]["anyOf"]
    assert number == {"type": "number", "minimum": 120.0, "maximum": 1e6, "unit": "km"}
    assert several["items"] == number
    ecc = group_schema()["properties"]["eccentricity"]["anyOf"][0]
    assert (ecc["minimum"], ecc["exclusiveMaximum"]) == (0, 1)
    inclination = group_schema()["properties"]["inclination_deg"]["anyOf"]
    assert inclination[-1] == {"type": "string", "enum": ["sun-synchronous"]}
    assert group_schema()["properties"]["planes"]["type"] == "integer"


def test_every_key_is_described():
    schema = design_schema()
    tables = [schema, *schema["$defs"].values()]
    undescribed = [
        key
        for table in tables
        for key, value in table["properties"].items()
        if not value.get("description")
    ]
    assert undescribed == []
