"""The verb `cost` as a user meets it."""

from __future__ import annotations

import json
import math
from functools import partial

import pytest

from orbitviz.analysis.cost.inputs import NAMES
from orbitviz.formats.designs.builtin import read_builtin

BAND = ["low", "mid", "high"]


@pytest.fixture
def command(run):
    return partial(run, "cost")


@pytest.fixture
def found(command):
    def found(*arguments):
        status, out, err = command(*arguments, "--json")
        assert (status, err) == (0, "")
        return json.loads(out)

    return found


@pytest.fixture
def design(tmp_path):
    """Return the path of a small design of AI1 with lines of [economics]."""

    def design(lines):
        path = tmp_path / "mine.toml"
        path.write_text(f"""
            format = "orbitviz/1"
            name = "Mine"
            epoch = 2026-11-22T00:00:00Z
            [[groups]]
            pattern = "sun-synchronous"
            altitude_km = 700
            inclination_deg = "sun-synchronous"
            ltan_h = 6
            planes = 1
            satellites_per_plane = 10
            satellite = "ai1"
            [economics]
            {lines}
        """)
        return path

    return design


def test_json_has_bands_and_what_would_have_to_be_true(found, design):
    costs = found(design(""))
    for side in ("orbit", "ground"):
        assert list(costs[side]) == [
            "usd_per_kw_year", "usd_per_gpu_hour", "usd_per_pflop_day", "capital_usd_per_w",
        ]  # fmt: skip
        for band in costs[side].values():
            assert list(band) == BAND
            assert 0.0 < band["low"] <= band["mid"] <= band["high"]
    assert costs["scenario"] == "literature"
    assert list(costs["parity"]) == [
        "launch_usd_per_kg", "build_usd_per_kw", "kg_per_kw", "life_years", "failures_per_year",
        "energy_usd_per_kwh",
    ]  # fmt: skip
    assert costs["crossing_year"] is None
    assert tuple(costs["inputs"]) == NAMES
    assert all(one["source"] for one in costs["inputs"].values())
    # AI1: 175 kW at 75 kW/t.
    assert costs["power_w"] == 1_750_000.0
    assert costs["kg_per_kw"] == pytest.approx(2_333.0 / 175.0)


def test_what_is_delivered_is_that_of_the_report(run, found, design):
    path = design("")
    report = json.loads(run("report", path, "--json")[1])
    share = report["life"]["steady"] / report["total"]["flops_installed"]
    costs = found(path, "--years", 0)
    assert costs["delivered_share"] == pytest.approx(share)
    # And so is what it costs.
    for key in ("scenario", "title", "orbit", "ground", "ratio", "crossing_year"):
        assert report["cost"][key] == costs[key]
    told = " ".join(run("report", path)[1].split())
    assert "USD a year in orbit and" in told
    assert "(scenario literature: Middle of the literature)" in told


def test_cash_flow_of_the_fleet_begins_with_its_capital(found, design):
    costs = found(design(""))
    years = costs["cash_flow_usd"]["orbit"]
    capital = costs["orbit"]["capital_usd_per_w"]["mid"] * costs["power_w"]
    assert years[0]["capital"] == pytest.approx(capital)
    assert [row["year"] for row in years] == [0, 1, 2, 3, 4]
    assert all(row["capital"] == 0.0 for row in years[1:])
    assert len(costs["cash_flow_usd"]["ground"]) == 15


def test_years_of_the_fleet_are_those_of_its_plan(run, found, design):
    path = design("[deployment]\nstart = 2027-01-01\n[reliability]\nfailures_per_year = 0.2")
    fleet = found(path, "--years", 12)["fleet"]
    plan = json.loads(run("plan", path, "--years", 12, "--json")[1])["years"]
    assert [row["year"] for row in fleet["years"]] == list(range(2027, 2039))
    for row, planned in zip(fleet["years"], plan, strict=True):
        assert row["working_kw"] == pytest.approx(175.0 * planned["operational"])
        launched_kw = 175.0 * planned["launched"]
        assert row["chips_usd"] == pytest.approx(19_200.0 * launched_kw)
        assert row["launches_usd"] == pytest.approx(1e3 * planned["mass_t"] * row["usd_per_kg"])
    last = fleet["years"][-1]
    paid = [row["paid_usd"] for row in fleet["years"]]
    assert last["spent_usd"] == pytest.approx(sum(paid))
    assert list(fleet["usd_per_kw_year"]) == BAND
    band = fleet["usd_per_kw_year"]
    assert 0.0 < band["low"] < band["mid"] < band["high"]
    assert last["delivered_gpu_hours"] == pytest.approx(last["delivered_kw_years"] * 8_760 / 1.75)
    assert found(path, "--years", 0)["fleet"] is None
    other = found(path, "--years", 12, "--seed", 1)["fleet"]
    assert other["years"] != fleet["years"]


def test_a_design_that_cannot_be_planned_is_priced_without_its_years(command, design):
    path = design("[deployment]\npayload_t = 1")
    status, out, err = command(path, "--json")
    assert status == 0
    assert json.loads(out)["fleet"] is None
    assert "without the years of the fleet: " in err
    assert "is 2,333 kg, and a launch carries 1 t" in " ".join(err.split())


def test_whose_life_losses_and_spares_are_is_told(command, design):
    path = design("[life]\nyears = 6\n[reliability]\nfailures_per_year = 0.03")
    out = " ".join(command(path, "--years", 0)[1].split())
    assert "life in orbit, years │ 6 │ years in [life] of the design" in out
    assert "│ 0.03 │ failures_per_year in [reliability] of the design" in out
    assert "spares │ 0 │ none, as [deployment] has it" in out
    out = " ".join(command(design(""), "--years", 0, "--scenario", "mccalip")[1].split())
    assert "losses, of the satellites a year │ 0.09 │ scenario mccalip" in out
    assert "life in orbit, years │ 5 │ scenario mccalip" in out


def test_launches_are_learned_by_the_mass_of_the_plan(found, design):
    # 20 % off a doubling, of 10 t launched before: ten AI1 of 2.333 t within weeks of the start, on
    # 22 November, and ten more every five years, four times in all until 2045.
    lines = (
        "launch_learning = 0.2\nlaunched_t = 10\nlaunch_usd_per_kg = 1000\n"
        "[deployment]\nlaunch_success = 1\n"
        "[reliability]\nearly_failures = 0\nfailures_per_year = 0"
    )
    years = found(design(lines))["fleet"]["years"]
    prices = [row["usd_per_kg"] for row in years]
    assert prices == sorted(prices, reverse=True)
    assert prices[-1] == pytest.approx(1_000.0 * 0.8 ** math.log2((10.0 + 4 * 23.33) / 10.0))
    # In the first year that of half of the first ten, its middle within an hour.
    half = 1_000.0 * 0.8 ** math.log2((10.0 + 0.5 * 23.33) / 10.0)
    assert prices[0] == pytest.approx(half, rel=2e-4)


def test_parts_of_a_satellite_are_told(command, found, design):
    path = design("build.array_usd_per_kw = 1000\nbuild.fixed_usd = 0")
    costs = found(path, "--years", 0)
    build = costs["inputs"]["build_usd_per_kw"]
    assert build["mid"] == pytest.approx(1_000.0 + 2_920.0 + 4_000.0 + 1_000.0)
    assert build["parts"]["build.array_usd_per_kw"]["stated_by_design"]
    assert not build["parts"]["build.bus_usd_per_kw"]["stated_by_design"]
    assert costs["capital_usd_per_kw"]["satellite"] == build["mid"]
    out = command(path, "--years", 0)[1]
    assert "solar array" in out
    assert "fixed, per satellite" not in out  # it is for nothing


def test_a_map_of_two_inputs_is_in_json(found, design):
    costs = found(design(""), "--years", 0, "--map", "life,failures")["map"]
    assert (costs["x"]["input"], costs["y"]["key"]) == ("life_years", "failures_per_year")
    rows = costs["ratio"]
    assert (len(rows), len(rows[0])) == (len(costs["y"]["values"]), len(costs["x"]["values"]))
    # Longer lives are cheaper, failures are dearer; somewhere both cost the same.
    assert rows[0][0] > 1.0 > rows[0][-1]
    assert rows[-1][-1] > rows[0][-1]
    assert all(len(end) == 2 for piece in costs["parity_lines"] for end in piece)


def test_what_was_solved_is_told(command, found, design):
    path = design('scenario = "semianalysis"\nbuild_usd_per_kw = 10_000')
    assert found(path, "--years", 0)["solved"] == ["ground.capital_usd_per_kw"]
    out = " ".join(command(path, "--years", 0, "--scenario", "wood-mackenzie")[1].split())
    assert (
        "Solved for the published result, which they do not prove: chips_usd_per_kw, "
        "development_usd_per_kw."
    ) in out


def test_cheap_launches_cross_in_a_year(found, design):
    costs = found(design('scenario = "deutsche-bank-2032"'))
    assert costs["ratio"]["mid"] < 1.0
    price = costs["parity"]["launch_usd_per_kg"]
    assert price > 170.0
    assert 2027.0 < costs["crossing_year"] < 2032.0
    dear = found(design('scenario = "deutsche-bank-2032"\nlaunch_prices = [[2030, 9000]]'))
    assert dear["crossing_year"] is None


def test_a_scenario_replaces_that_of_the_design_but_not_what_it_states(found, design):
    path = design('scenario = "mccalip"\nlaunch_usd_per_kg = 77')
    costs = found(path, "--scenario", "starcloud-2024")
    assert costs["scenario"] == "starcloud-2024"
    launch = costs["inputs"]["launch_usd_per_kg"]
    assert (launch["mid"], launch["stated_by_design"]) == (77.0, True)
    assert costs["inputs"]["build_usd_per_kw"]["mid"] == 80.0


def test_a_table_is_printed(command, design):
    status, out, err = command(design(""), "--scenario", "mccalip")
    assert (status, err) == (0, "")
    assert "Mine, 10 satellites, computers of 1.75 MW" in out
    assert "scenario mccalip: McCalip's calculator" in out
    assert "USD per GPU-hour" in out
    assert "launches alone bring no parity" in out
    assert "life in orbit, years" in out
    assert "Chips are left out there" in out
    assert "Not counted: revenue" in out


@pytest.mark.parametrize(
    ("lines", "options", "words"),
    [
        ("", ("--scenario", "mcalip"), 'did you mean "mccalip"?; allowed: literature, mccalip'),
        ('scenario = "dutsche-bank-2032"', (), 'did you mean "deutsche-bank-2032"'),
        ("launch_usd_per_kg = -1", (), "is -1 USD/kg; allowed: a number from 0"),
        ("launch_learning = 1.5", (), "is 1.5; allowed: a number from 0 to 1 (not included)"),
        (
            'scenario = "suncatcher"\nlaunch_learning = 0.1',
            ("--scenario", "literature"),
            'launched_t is missing in [economics], and "literature" has none',
        ),
        (
            "launch_learning = 0.2\nlaunched_t = 400",
            ("--years", "0"),
            "launch_learning needs launch_t_per_year, or a plan of the design",
        ),
        (
            "build_usd_per_kw = 1\nbuild.bus_usd_per_kw = 1",
            (),
            "economics.build_usd_per_kw: is there beside build.bus_usd_per_kw; allowed: the parts "
            "or their total",
        ),
        (
            "ground.capital_usd_per_kw = 1\nground.cooling_usd_per_kw = 1",
            (),
            "economics.ground.capital_usd_per_kw: is there beside cooling_usd_per_kw",
        ),
        ("build.fixed_usd = -5", (), "economics.build.fixed_usd: is -5 USD; allowed"),
        ("spares = 1.5", (), "economics.spares: is 1.5; allowed: a number from 0 to 1"),
        ("insurance = -0.1", (), "economics.insurance: is -0.1; allowed: a number from 0 to 1"),
        ("life_years = 5", (), "economics.life_years: is not a known key"),
        ("discount_rate = 2", (), "economics.discount_rate: is 2 a year; allowed: a number from 0"),
        (
            "chips_usd_per_kw = [3, 2, 1]",
            (),
            "economics.chips_usd_per_kw: does not rise from low to high",
        ),
        ("ground.pue = 0.5", (), "economics.ground.pue: is 0.5; allowed: a number from 1 to 10"),
        (
            "launch_prices = [[2030, -1]]",
            (),
            "economics.launch_prices: is -1 USD/kg; allowed: a number from 0",
        ),
        (
            "launch_prices = [[2030, 9], [2029, 7]]",
            (),
            "economics.launch_prices: has years that do not rise",
        ),
        ("", ("--years", "200"), "a plan of 200 years; allowed: 1 to 100 years"),
        ("", ("--years", "-1"), "a plan of -1 years; allowed: 1 to 100 years"),
        ("", ("--map", "launch"), '--map is "launch"; allowed: two inputs, such as'),
        ("", ("--map", "launch,lief_years"), 'has "lief_years", did you mean "life_years"?'),
        ("", ("--seed", "-1"), "--seed is -1; allowed: a whole number from 0"),
        (
            "chips_usd_per_kw = 0\nground.capital_usd_per_kw = 0\nground.energy_usd_per_kwh = 0",
            (),
            "nothing on the ground costs anything",
        ),
    ],
)
def test_wrong_input_is_told_in_a_sentence(command, design, lines, options, words):
    status, out, err = command(design(lines), *options)
    assert (status, out) == (2, "")
    assert words in " ".join(err.split())
    assert "Traceback" not in err


def test_a_fleet_without_computers_has_no_price(run, command):
    report = run("report", "starlink-gen1", "--shells", "550*", "--json")[1]
    assert json.loads(report)["cost"] is None
    status, _, err = command("starlink-gen1")
    assert status == 2
    assert "carry no computers" in err


def test_launches_for_nothing_are_a_price(found, design):
    costs = found(design("launch_usd_per_kg = 0\nlaunch_prices = [[2030, 0]]"))
    assert costs["parity"]["kg_per_kw"] is None
    assert costs["orbit"]["capital_usd_per_w"]["mid"] == pytest.approx(33.646)


def test_the_default_design_is_the_filing(found):
    costs = found()
    assert costs["design"] == read_builtin().design.name
    assert costs["satellites"] == 1_000_000


def test_a_page_has_bands_charts_and_every_source(command, design, tmp_path):
    page = tmp_path / "cost.html"
    status, out, err = command(design(""), "-o", page)
    assert (status, out.strip(), err) == (0, str(page), "")
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") == 6
    assert text.count('class="bar"') >= 10
    assert text.count('class="range orbit"') == text.count('class="range ground"') == 4
    for words in ("launch_usd_per_kg", "no value does it", "Not counted", "2608.27499"):
        assert words in text
    assert "nan" not in text


def test_a_file_of_costs_is_json(command, design, tmp_path):
    path = tmp_path / "cost.json"
    assert command(design(""), "-o", path)[0] == 0
    assert set(json.loads(path.read_text())["inputs"]) == set(NAMES)
    status, _, err = command(design(""), "-o", tmp_path / "cost.pdf")
    assert status == 2
    assert "cost.pdf: is not the name of a page of costs; allowed: .html or .json" in err
