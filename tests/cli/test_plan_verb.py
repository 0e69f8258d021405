"""The verb `plan` as a user meets it."""

from __future__ import annotations

import json

import pytest

from tests.designs import design_text, walker

KEYS = {
    "year", "launches", "launched", "mass_t", "lost", "replaced", "disposed", "reentered",
    "operational", "raising", "spare", "retiring", "dead", "degraded", "drifting",
    "power_w", "flops_delivered", "built",
}  # fmt: skip
GROUPS = (walker(550, 53, 10, 10, name="Low"), walker(800, 53, 10, 10, name="High"))
HEAVY = walker(550, 53, 10, 10, satellite="heavy")


@pytest.fixture
def written(tmp_path):
    def written(*groups, tail=""):
        path = tmp_path / "fleet.toml"
        path.write_text(design_text(*(groups or GROUPS), tail=tail), encoding="utf-8")
        return path

    return written


def test_years_of_a_small_fleet_in_json(run, written):
    tail = (
        "[deployment]\nstart = 2027-07-01\npayload_t = 40\nlaunches_per_year = [[2027, 20]]\n"
        "[reliability]\nfailures_per_year = 0.05\n[life]\nyears = 4\n"
    )
    path = written(tail=tail)
    status, out, err = run("plan", path, "--years", 12, "--json")
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert [row["year"] for row in found["years"]] == list(range(2027, 2039))
    assert all(set(row) == KEYS for row in found["years"])
    assert found["millionth"][:4] in ("2027", "2028")
    last = found["years"][-1]
    there = ("operational", "raising", "drifting", "spare", "retiring", "dead")
    in_orbit = sum(last[key] for key in there)
    gone = sum(row[key] for row in found["years"] for key in ("lost", "disposed", "reentered"))
    assert sum(row["launched"] for row in found["years"]) == in_orbit + gone
    # 550 km comes down, 800 km goes up.
    assert sum(row["disposed"] for row in found["years"]) > 50
    assert sum(row["reentered"] for row in found["years"]) > 50
    assert run("plan", path, "--years", 12, "--json")[1] == out
    other = run("plan", path, "--years", 12, "--json", "--seed", 1)[1]
    assert json.loads(other)["years"] != found["years"]


def test_the_table_says_when_the_last_slot_is_filled(run, written):
    status, out, err = run("plan", written(), "--years", 3)
    assert (status, err) == (0, "")
    assert "Drawn up, 200 satellites: the last slot is first filled on 2027-" in out
    assert "2028" in out
    slow = written(tail="[deployment]\nlaunches_per_year = 4\nsatellites_per_launch = 10\n"
                   "growth_per_year = 0\n[life]\nyears = 20\n")  # fmt: skip
    assert "not complete by the end of 2028" in run("plan", slow, "--years", 3)[1]


@pytest.mark.parametrize(
    ("tail", "groups", "sentence"),
    [
        (
            "[deployment]\npayload_t = 2\n[satellites.heavy]\nmass_kg = 3000\n",
            (HEAVY,),
            "line {mass_kg}, satellites.heavy.mass_kg: is 3,000 kg, and a launch carries 2 t; "
            "allowed: up to 2,000 kg, or more payload_t",
        ),
        (
            "[satellites.heavy]\nlike = 'ai1'\nmass_kg = 300_000\n",
            (HEAVY,),
            "line {mass_kg}, satellites.heavy.mass_kg: is 300,000 kg, and a launch carries 200 t",
        ),
        (
            "[deployment]\npayload_t = 0.1\n",
            (walker(550, 53, 10, 10, satellite="ai1"),),
            "line {satellite =}, group 1 of 1, satellite: is ",
        ),
        (
            "[deployment]\nraising_days = 400\n[life]\nyears = 1\n",
            GROUPS,
            "line {years =}, life.years: is 1 years, and it takes 414 days to begin to work; "
            "allowed: more than raising_days, drift_days and checkout_days together",
        ),
        (
            "[reliability]\nfailures_per_year = 1.2\n",
            GROUPS,
            "line {failures_per_year}, reliability.failures_per_year: is 1.2 a year; allowed: a "
            "number from 0 to 1 a year",
        ),
        (
            "[deployment]\nlaunches_per_year = [[2027, 0]]\n",
            GROUPS,
            "line {launches_per_year}, deployment.launches_per_year: is 0, so that nothing is "
            "ever launched; allowed: more than 0",
        ),
        (
            "[deployment]\nlaunches_per_year = [[2028, 5], [2027, 3]]\n",
            GROUPS,
            "line {launches_per_year}, deployment.launches_per_year: has 2027 behind 2028; "
            "allowed: years in ascending order",
        ),
        (
            "[deployment]\nlaunches_per_year = [2028, 5]\n",
            GROUPS,
            "line {launches_per_year}, deployment.launches_per_year: has 2,028 in its list",
        ),
        (
            "[deployment]\nground_spares = 0.1\n",
            GROUPS,
            "line {ground_spares}, deployment.ground_spares: makes no difference where as many "
            "satellites are built as launches take; allowed: 0, or with satellites_per_year",
        ),
        (
            "[deployment]\nsatellites_per_year = 0\n",
            GROUPS,
            "line {satellites_per_year}, deployment.satellites_per_year: is 0 a year; allowed: a "
            "number from 0.001 to 1,000,000,000 a year",
        ),
        (
            "[deployment]\nraising_days = 60\ndrift_days = 300\n[life]\nyears = 1\n",
            GROUPS,
            "line {years =}, life.years: is 1 years, and it takes 374 days to begin to work",
        ),
        (
            "[reliability]\ndegraded_below = 1.5\n",
            GROUPS,
            "line {degraded_below}, reliability.degraded_below: is 1.5; allowed: a number from 0 "
            "to 1",
        ),
        (
            "[life]\ndelta_v_m_s = -1\n",
            GROUPS,
            "line {delta_v_m_s}, life.delta_v_m_s: is -1 m/s; allowed: a number from 0 to 20,000 "
            "m/s",
        ),
        (
            "[life]\nsolar_activity = 'cycles'\n",
            GROUPS,
            "line {solar_activity}, life.solar_activity: ",
        ),
        (
            '[deployment]\norder = ["Hihg"]\n',
            GROUPS,
            'line {order}, deployment.order: has "Hihg", which is no group; allowed: "Low", "High"',
        ),
        (
            '[deployment]\norder = ["High", "High"]\n',
            GROUPS,
            'line {order}, deployment.order: has "High", twice',
        ),
        (
            '[reliability]\nrepair = "none"\nbatch = 3\n',
            GROUPS,
            'line {batch}, reliability.batch: is not used by repair "none"; allowed: repair = '
            '"batch"',
        ),
        (
            "[life]\nescape_above_km = 500\n",
            GROUPS,
            "line {escape_above_km}, life.escape_above_km: is 500 km, and deorbit_below_km 600 km",
        ),
        (
            "[deployment]\nspare = 0.1\n",
            GROUPS,
            'line {spare}, deployment.spare: is not a known key, did you mean "spares"?',
        ),
    ],
)
def test_what_cannot_be_planned_is_one_sentence_with_its_line(run, written, tail, groups, sentence):
    path = written(*groups, tail=tail)
    before, _, rest = sentence.partition("{")
    key, _, after = rest.partition("}")
    lines = path.read_text().splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if text.startswith(key))
    status, out, err = run("plan", path)
    assert (status, out) == (2, "")
    assert f"{path}, {before}{line}{after}" in " ".join(err.split())


def test_launches_that_never_keep_the_design_complete_are_told(run, written):
    path = written(tail="[deployment]\npayload_t = 40\nsatellites_per_launch = 2\n"
                   "launches_per_year = 10\ngrowth_per_year = 0\n[life]\nyears = 5\n")  # fmt: skip
    status, out, err = run("plan", path, "--json")
    assert status == 0
    assert json.loads(out)["millionth"] is None
    line = 1 + path.read_text().splitlines().index("launches_per_year = 10")
    assert (
        f"{path}, line {line}, deployment.launches_per_year: is at most 10 until 2045, which never "
        "keeps 200 satellites in orbit; allowed: 21 launches a year or more for this life and "
        "payload"
    ) in " ".join(err.split())


def test_a_factory_that_never_keeps_the_design_complete_is_told(run, written):
    path = written(tail="[deployment]\nsatellites_per_year = 30\nground_spares = 0.05\n"
                   "satellites_per_launch = 5\n"
                   "[life]\nyears = 5\n")  # fmt: skip
    status, out, err = run("plan", path, "--years", 12, "--json")
    assert status == 0
    rows = json.loads(out)["years"]
    assert sum(row["launched"] for row in rows) <= 12 * 30 + 10
    assert 5 * 25 < max(row["operational"] for row in rows) <= 5 * 30 + 10
    assert all(row["built"] <= 200 for row in rows)
    line = 1 + path.read_text().splitlines().index("satellites_per_year = 30")
    assert (
        f"{path}, line {line}, deployment.satellites_per_year: is 30, which never keeps 200 "
        "satellites in orbit; allowed: 40 satellites a year or more for this life"
    ) in " ".join(err.split())


def test_numbers_go_on_beyond_the_ephemeris(run, written):
    path = written(tail="[deployment]\nstart = 2050-06-01\n")
    status, out, err = run("plan", path, "--years", 20, "--json")
    assert (status, err) == (0, "")
    rows = json.loads(out)["years"]
    assert [rows[0]["year"], rows[-1]["year"]] == [2050, 2069]
    assert rows[-1]["operational"] > 190
    assert rows[-1]["power_w"] > 0.0


def test_a_reserve_that_does_not_reach_is_told_and_leaves_the_retired_dead(run, written):
    tail = "[deployment]\nlaunches_per_year = 20\n[life]\nyears = 1\ndelta_v_m_s = 200\n"
    path = written(tail=tail)
    status, out, err = run("plan", path, "--years", 6, "--json")
    assert status == 0
    # 550 km takes 142 m/s down, 800 km 749 up to the graveyard.
    rows = json.loads(out)["years"]
    assert sum(row["disposed"] for row in rows) == 0
    assert sum(row["reentered"] for row in rows) > 50
    assert rows[-1]["dead"] > 50
    line = 1 + path.read_text().splitlines().index("delta_v_m_s = 200")
    assert (
        f"{path}, line {line}, life.delta_v_m_s: is 200 m/s, so that the retired of 1 of 2 groups "
        "stay up as dead; allowed: "
    ) in " ".join(err.split())
    enough = written(tail=tail.replace("200", "800"))
    status, out, err = run("plan", enough, "--years", 6, "--json")
    assert (status, err) == (0, "")
    assert sum(row["disposed"] for row in json.loads(out)["years"]) > 50


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--years", 200), "a plan of 200 years; allowed: 1 to 100 years"),
        (("--years", 0), "a plan of 0 years; allowed: 1 to 100 years"),
        (("--seed", -1), "--seed is -1; allowed: a whole number from 0"),
    ],
)
def test_options_out_of_range(run, written, arguments, sentence):
    status, _, err = run("plan", written(), *arguments)
    assert status == 2
    assert sentence.lower() in " ".join(err.split()).lower()


def test_a_fleet_of_nobody_is_refused(run, tmp_path):
    path = tmp_path / "none.toml"
    path.write_text(design_text(*GROUPS, head="max_satellites = 0\n"))
    status, _, err = run("plan", path)
    assert status == 2
    assert "line 4, max_satellites: is 0" in " ".join(err.split())


def test_years_are_written_as_page_table_and_json(run, written, tmp_path):
    tail = "[deployment]\nlaunches_per_year = 4\nsatellites_per_launch = 10\ngrowth_per_year = 0\n"
    path = written(tail=tail)
    for name in ("plan.html", "plan.csv", "plan.json"):
        status, out, _ = run("plan", path, "--years", 3, "-o", tmp_path / name)
        assert (status, out.strip()) == (0, str(tmp_path / name))
    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 4
    assert "not complete by the end of" in page
    assert "nan" not in page
    rows = json.loads((tmp_path / "plan.json").read_text())["years"]
    lines = (tmp_path / "plan.csv").read_text().splitlines()
    assert lines[0].split(",") == [*rows[0], "as_flown"]
    assert lines[-1].split(",") == [*(str(value) for value in rows[-1].values()), "false"]
    status, _, err = run("plan", path, "-o", tmp_path / "plan.pdf")
    assert status == 2
    assert "plan.pdf: is not the name of a plan; allowed: .html, .csv or .json" in err


def test_as_flown_there_are_165_launches_of_44_t(run, written):
    tail = "[deployment]\npayload_t = 200\nlaunches_per_year = 900\nsatellites_per_launch = 1\n"
    path = written(walker(550, 53, 100, 30), tail=tail)
    found = json.loads(run("plan", path, "--years", 6, "--as-flown", "--json")[1])["years"]
    assert max(row["launches"] for row in found) == 165
    designed = json.loads(run("plan", path, "--years", 6, "--json")[1])["years"]
    assert max(row["launches"] for row in designed) > 165


def test_what_is_planned_as_flown_says_so(run, written, tmp_path):
    path, words = written(), "Drawn up, as flown: 165 launches a year of 44 t each"
    assert words in " ".join(run("plan", path, "--years", 2, "--as-flown")[1].split())
    assert "as flown" not in run("plan", path, "--years", 2)[1]
    for flown in (True, False):
        for name in ("plan.html", "plan.csv", "plan.json"):
            more = ("--as-flown",) if flown else ()
            assert run("plan", path, "--years", 2, *more, "-o", tmp_path / name)[0] == 0
        assert json.loads((tmp_path / "plan.json").read_text())["as_flown"] is flown
        page = (tmp_path / "plan.html").read_text(encoding="utf-8").replace("\xa0", " ")
        assert (f"<h1>{words}</h1>" in page) is flown
        lines = (tmp_path / "plan.csv").read_text().splitlines()
        assert {line.split(",")[-1] for line in lines[1:]} == {str(flown).lower()}
