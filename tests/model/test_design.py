"""What a design accepts, and the sentence for what it does not."""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from orbitviz.model.design.constellation import Design
from orbitviz.model.design.groups import Group, Site
from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.orbits.timescale import Instant


def group(**changes):
    keys = {
        "pattern": "walker-delta",
        "altitude_km": 550,
        "inclination_deg": 53,
        "planes": 24,
        "satellites_per_plane": 20,
    }
    return {**keys, **changes}


def design(**changes):
    keys = {
        "format": "orbitviz/1",
        "name": "d",
        "epoch": datetime(2026, 11, 22, tzinfo=UTC),
        "groups": [group()],
    }
    return {**keys, **changes}


def faults(model, keys):
    with pytest.raises(ValidationError) as caught:
        model.model_validate(keys)
    return [
        (error["msg"], (error.get("ctx") or {}).get("allowed")) for error in caught.value.errors()
    ]


def test_only_the_required_keys_are_needed():
    made = Design.model_validate(design())
    assert made.satellite_count == 480
    assert made.group_names == ("Group 1",)
    assert made.groups[0].raan_step_deg == 0.0
    assert made.groups[0].colour is None
    assert made.sites == ()


@pytest.mark.parametrize(
    "missing", ["pattern", "altitude_km", "inclination_deg", "planes", "satellites_per_plane"]
)
def test_the_required_keys_of_a_group(missing):
    keys = group()
    del keys[missing]
    with pytest.raises(ValidationError, match="Field required"):
        Group.model_validate(keys)


@pytest.mark.parametrize("missing", ["format", "name", "epoch", "groups"])
def test_the_required_keys_of_a_design(missing):
    keys = design()
    del keys[missing]
    with pytest.raises(ValidationError, match="Field required"):
        Design.model_validate(keys)


@pytest.mark.parametrize(
    ("changes", "wrong", "allowed"),
    [
        ({"altitude_km": 119.9}, "is 119.9 km", "120 to 1,000,000 km"),
        ({"altitude_km": 2e6}, "is 2,000,000 km", "120 to 1,000,000 km"),
        ({"altitude_km": float("nan")}, "is not a number", "120 to"),
        ({"altitude_km": float("inf")}, "is infinite", "120 to"),
        ({"altitude_km": "high"}, 'is the text "high"', "120 to"),
        ({"altitude_km": True}, "is true", "120 to"),
        ({"altitude_km": []}, "is an empty list", "120 to"),
        ({"altitude_km": [550, "x"], "shells": 2}, 'is the text "x"', "120 to"),
        ({"altitude_km": [550, 560]}, "has 2 numbers, but shells is 1", "shells"),
        ({"altitude_km": [1e3, 2e3, 3e3], "shells": 5}, "has 3 numbers for 5 shells", "5 numbers"),
        ({"inclination_deg": 180.5}, "is 180.5 degrees", "0 to 180"),
        ({"inclination_deg": "sso"}, 'is the text "sso"', '"sun-synchronous"'),
        ({"eccentricity": 1.0}, "is 1", "0 to 1 (not included)"),
        ({"eccentricity": -0.1}, "is -0.1", "0 to 1"),
        ({"eccentricity": 0.1}, "puts the perigee at -142.8 km", "at least 120 km"),
        ({"planes": 0}, "is 0", "from 1"),
        ({"planes": 2.5}, "is 2.5", "whole number"),
        ({"planes": [3]}, "is a list", "whole number"),
        ({"satellites_per_plane": 0}, "is 0", "from 1"),
        ({"satellites_per_plane": [20] * 24}, "is a list, but the pattern", "one number"),
        ({"phasing": 24}, "is 24", "0 to 23 (planes - 1)"),
        ({"phasing": -1}, "is -1", "from 0"),
        ({"shells": 0}, "is 0", "from 1"),
        ({"raan_deg": [0, 10]}, "is a list, but the pattern", "one number"),
        ({"raan_deg": 361}, "is 361 degrees", "-360 to 360"),
        ({"ltan_h": 6}, "is not used by pattern", "raan_deg"),
        ({"colour": "blue"}, 'is the text "blue"', "#ffb000"),
        ({"name": 5}, "is 5", "text in quotes"),
        ({"satellite": 5}, "is 5", "text in quotes"),
    ],
)
def test_group_faults(changes, wrong, allowed):
    [(message, right)] = faults(Group, group(**changes))
    assert wrong in message
    assert allowed in right


@pytest.mark.parametrize(
    ("changes", "wrong", "allowed"),
    [
        ({"inclination_deg": 97.2}, "is a number, but the pattern", '"sun-synchronous"'),
        ({"altitude_km": 6000}, "where no inclination is sun-synchronous", "at most 5,9"),
        ({"ltan_h": [6, 18, 12]}, "has 3 numbers, but planes is 2", "each plane"),
        ({"ltan_h": 25}, "is 25 hours", "0 to 24 hours"),
        ({"ltan_h": 6, "raan_deg": 10}, "is given together with raan_deg", "only one of the two"),
    ],
)
def test_sun_synchronous_faults(changes, wrong, allowed):
    keys = group(pattern="sun-synchronous", inclination_deg="sun-synchronous", planes=2)
    [(message, right)] = faults(Group, {**keys, **changes})
    assert wrong in message
    assert allowed in right


@pytest.mark.parametrize(
    ("changes", "wrong", "allowed"),
    [
        ({}, "is missing, but the 2 planes are given individually", "each plane"),
        ({"raan_deg": 5}, "is one number, but planes is 2", "each plane"),
        ({"raan_deg": [1, 2, 3]}, "has 3 numbers, but planes is 2", "each plane"),
        ({"raan_deg": [1, 2], "phase_deg": [1]}, "has 1 numbers, but planes is 2", "each plane"),
        ({"raan_deg": [1, 2], "phasing": 1}, 'the pattern is "planes"', "phase_deg"),
    ],
)
def test_explicit_plane_faults(changes, wrong, allowed):
    [(message, right)] = faults(Group, group(pattern="planes", planes=2, **changes))
    assert wrong in message
    assert allowed in right


@pytest.mark.parametrize(
    ("changes", "wrong", "allowed"),
    [
        ({"groups": []}, "is empty", "at least one"),
        ({"epoch": "soon"}, 'is the text "soon"', "1990-01-01 to 2053-01-01"),
        ({"epoch": date(1066, 10, 14)}, "is 1066-10-14", "1990-01-01 to 2053-01-01"),
        ({"epoch": datetime(2053, 1, 2)}, "is 2053-01-02", "1990-01-01 to 2053-01-01"),
        ({"name": " "}, "is empty", "at least one character"),
        ({"max_satellites": 0}, "is 0", "from 1"),
        (
            {"groups": [group(satellite="ai2")]},
            'is "ai2", which is neither in',
            '"ai1", "ai1-june',
        ),
        (
            {"groups": [group(satellite="ai2")], "satellites": {"mine": {}}},
            'is "ai2", which is neither in',
            '"mine", "ai1"',
        ),
    ],
)
def test_design_faults(changes, wrong, allowed):
    [(message, right)] = faults(Design, design(**changes))
    assert wrong in message
    assert allowed in right


def test_twenty_million_fly_and_one_more_does_not():
    million = group(planes=1000, satellites_per_plane=1000)
    assert Design.model_validate(design(groups=[million] * 20)).satellite_count == 20_000_000
    one_more = group(planes=1, satellites_per_plane=1)
    [(message, right)] = faults(Design, design(groups=[*[million] * 20, one_more]))
    assert "20,000,001 satellites" in message
    assert right == "at most 20,000,000"


def test_a_hundred_satellite_designs_fly_and_one_more_does_not():
    satellites = {f"s{k}": {"like": "ai1"} for k in range(101)}
    groups = [group(satellite=name) for name in satellites]
    assert Design.model_validate(design(groups=groups[1:], satellites=satellites))
    [(message, right)] = faults(Design, design(groups=groups, satellites=satellites))
    assert "101 satellite designs" in message
    assert right == "at most 100 of them"


def test_the_limit_holds_before_the_cap():
    too_many = group(planes=5000, satellites_per_plane=5000)
    [(message, _)] = faults(Design, design(groups=[too_many], max_satellites=10))
    assert "25,000,000" in message


@pytest.mark.parametrize(
    "epoch",
    [
        date(2026, 11, 22),
        datetime(2026, 11, 22),
        datetime(2026, 11, 22, tzinfo=UTC),
        datetime.fromisoformat("2026-11-22T01:00:00+01:00"),
    ],
)
def test_epochs_are_utc(epoch):
    made = Design.model_validate(design(epoch=epoch))
    assert made.epoch == datetime(2026, 11, 22, tzinfo=UTC)
    assert made.epoch_instant == Instant.parse("2026-11-22T00:00:00Z")


def test_a_cap_above_the_slots_lets_all_fly():
    assert Design.model_validate(design(max_satellites=1000)).satellite_count == 480


def test_numbers_over_the_shells():
    made = Group.model_validate(group(altitude_km=[550, 568], shells=10))
    assert made.per_shell(made.altitude_km) == pytest.approx(range(550, 569, 2), abs=1e-9)
    assert made.per_shell(made.inclination_deg) == [53.0] * 10
    made = Group.model_validate(group(altitude_km=[550, 600, 570], shells=3))
    assert made.per_shell(made.altitude_km) == [550, 600, 570]


def test_designs_fly_the_same_whatever_is_not_flown_or_no_value():
    groups = [group(satellite="one"), group(satellite="other")]
    heavy, light = {"like": "ai1"}, {"like": "ai1", "mass_kg": 250}
    keys = design(groups=groups, satellites={"one": heavy, "other": light, "spare": light})

    def changed(satellites=keys["satellites"], groups=groups):
        return Design.model_validate({**keys, "satellites": satellites, "groups": groups})

    made = changed()
    unflown = changed({**keys["satellites"], "spare": heavy})
    coloured = changed(groups=[{**one, "colour": "#abcdef"} for one in groups])
    assert all(made.flies_the_same(other) for other in (made, changed(), unflown, coloured))
    reassigned = changed(groups=groups[::-1])
    edited = changed({**keys["satellites"], "one": light})
    copied = made.model_copy(update={"satellites": edited.satellites})
    assert not any(made.flies_the_same(other) for other in (reassigned, edited, copied))


def test_a_design_does_not_change():
    made = Design.model_validate(design())
    with pytest.raises(ValidationError, match="frozen"):
        made.name = "other"


@pytest.mark.parametrize(
    ("model", "keys"),
    [
        (SatelliteDesign, {"mass": 3}),
        (Site, {"name": "s", "lat_deg": 1, "lon_deg": 2, "height": 3}),
        (Group, group(inclination=3)),
        (Design, design(groupes=[])),
    ],
)
def test_unknown_keys_are_refused(model, keys):
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        model.model_validate(keys)


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        ({"lat_deg": 91}, "is 91 degrees"),
        ({"lon_deg": 361}, "is 361 degrees"),
        ({"lon_deg": -181}, "is -181 degrees"),
        ({"alt_m": 1e6}, "is 1,000,000 m"),
        ({"name": ""}, "is empty"),
    ],
)
def test_site_faults(keys, wrong):
    site = {"name": "Greenwich", "lat_deg": 51.4769, "lon_deg": -0.0005, **keys}
    assert faults(Site, site)[0][0] == wrong


def test_satellite_mass_is_positive():
    assert faults(SatelliteDesign, {"mass_kg": 0})[0][0] == "is 0 kg"
