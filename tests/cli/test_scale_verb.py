"""The verb `scale` as a user meets it."""

from __future__ import annotations

import json
import math

import pytest

from orbitviz.analysis.scale.rows import Grade
from tests.designs import design_text, walker

GROUPS = (
    walker(550, 53, 10, 10, name="Low", satellite="ai1"),
    walker(800, 53, 10, 10, name="High", satellite="ai1"),
)


@pytest.fixture
def written(tmp_path):
    def written(*groups, tail=""):
        path = tmp_path / "fleet.toml"
        path.write_text(design_text(*(groups or GROUPS), tail=tail), encoding="utf-8")
        return path

    return written


@pytest.fixture
def found(run):
    def found(*arguments):
        status, out, err = run("scale", *arguments, "--json")
        assert (status, err) == (0, "")
        return json.loads(out)

    return found


def test_json_has_every_figure_with_source_and_certainty(run, written, found):
    path = written(tail="[reliability]\nfailures_per_year = 0.2\n")
    scale = found(path, "--years", 8)
    figures = scale["figures"]
    for row in figures.values():
        assert row["low"] <= row["mid"] <= row["high"]
        assert row["source"].endswith(".")
        assert row["certainty"] in {grade.word for grade in Grade}
    power_w = figures["power_w"]["mid"]
    assert figures["kardashev"]["mid"] == pytest.approx((math.log10(power_w) - 6.0) / 10.0)
    assert figures["fleets_to_type_1"]["mid"] == pytest.approx(1e16 / power_w)
    assert figures["mass_t"]["mid"] == pytest.approx(200 * 2.333)
    assert [row["year"] for row in scale["years"]] == list(range(2026, 2034))
    # What the plan says re-enters, in tonnes.
    plan = json.loads(run("plan", path, "--years", 8, "--json")[1])
    for year, row in zip(plan["years"], scale["years"], strict=True):
        assert row["reentered_t"] == pytest.approx(2.333 * year["reentered"], rel=1e-9)
    assert figures["dead"]["mid"] == plan["years"][-1]["dead"] > 0
    layers = scale["by_altitude"]
    assert sum(row["satellites"] for row in layers) == 200.0
    met = sum(row["meetings_per_year"] for row in layers)
    assert met > 0.0
    assert met == pytest.approx(figures["meetings_per_year"]["mid"])
    assert met == pytest.approx(sum(row["meetings_per_year"] for row in scale["by_group"].values()))
    assert found(path, "--years", 8) == scale


def test_power_is_that_of_the_report_over_an_orbit(run, written, found):
    path = written()
    load_w = json.loads(run("report", path, "--json")[1])["total"]["load_w"]
    # The report has satellites where they are now; in mean over 200 places they are alike.
    assert found(path, "--years", 2)["figures"]["power_w"]["mid"] == pytest.approx(load_w, rel=0.02)


def test_tables_are_printed(run, written):
    status, out, err = run("scale", written(), "--years", 3)
    assert (status, err) == (0, "")
    assert "Drawn up, 200 satellites, followed from 2026 to 2028" in out
    for words in ("On Kardashev's scale", "Launch is paid back in", "extrapolated", "Dead at the"):
        assert words in out


def test_a_catalogue_stands_beside_the_design(found, written, tmp_path, run):
    path = written()
    assert run("export", "one-shell", "-o", tmp_path / "today.tle")[0] == 0
    scale = found(path, tmp_path / "today.tle", "--years", 2)
    assert sum(row["today"]["today"] for row in scale["by_altitude"]) == pytest.approx(480.0)


def test_pages_and_files_are_written(run, written, tmp_path):
    path = written(tail="[reliability]\nfailures_per_year = 0.2\n")
    for name in ("scale.html", "scale.json"):
        status, out, _ = run("scale", path, "--years", 6, "-o", tmp_path / name)
        assert (status, out.strip()) == (0, str(tmp_path / name))
    page = (tmp_path / "scale.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 4
    for words in ("this fleet", "IAU 2015", "2024GL109280", "secondary", "Kessler"):
        assert words in page
    assert "nan" not in page
    assert json.loads((tmp_path / "scale.json").read_text())["satellites"] == 200


def test_launches_that_never_keep_the_design_complete_are_told(run, written):
    path = written(tail="[deployment]\npayload_t = 40\nsatellites_per_launch = 2\n"
                   "launches_per_year = 10\ngrowth_per_year = 0\n[life]\nyears = 5\n")  # fmt: skip
    status, out, err = run("scale", path, "--json")
    assert status == 0
    (remark,) = json.loads(out)["remarks"]
    assert "never keeps 200 satellites in orbit" in remark
    assert "is at most 10 until 2045" in " ".join(err.split())


def test_a_reserve_too_small_to_leave_is_told(run, written, tmp_path):
    path = written(tail="[life]\ndelta_v_m_s = 10\n")
    status, out, err = run("scale", path, "--years", 3, "--json")
    (remark,) = json.loads(out)["remarks"]
    assert status == 0
    assert "stay up as dead" in remark
    assert " ".join(err.split()).endswith(remark)
    assert run("scale", path, "--years", 3, "-o", tmp_path / "scale.html")[0] == 0
    assert "stay up as dead" in (tmp_path / "scale.html").read_text(encoding="utf-8")
    assert "stay up as dead" in run("plan", path, "--years", 3)[2]


@pytest.mark.parametrize(
    ("arguments", "tail", "sentence"),
    [
        (("--years", 200), "", "a plan of 200 years; allowed: 1 to 100 years"),
        (("--years", 0), "", "a plan of 0 years; allowed: 1 to 100 years"),
        (("-o", "scale.pdf"), "", "scale.pdf: is not the name of a page of scale; allowed: .html"),
        ((), "[deployment]\npayload_t = 2\n", "satellite: is 2,333 kg, and a launch carries 2 t"),
        (
            (),
            "[deployment]\nraising_days = 400\n[life]\nyears = 1\n",
            "life.years: is 1 years, and it takes 414 days to begin to work",
        ),
        (
            (),
            "[reliability]\nfailures_per_year = 1.2\n",
            "reliability.failures_per_year: is 1.2 a year; allowed: a number from 0 to 1 a year",
        ),
    ],
)
def test_bad_input_is_one_sentence(run, written, arguments, tail, sentence):
    status, out, err = run("scale", written(tail=tail), *arguments)
    assert (status, out) == (2, "")
    assert sentence.lower() in " ".join(err.split()).lower()
    assert "Traceback" not in err


def test_catalogues_alone_have_no_scale(run, tmp_path):
    assert run("export", "one-shell", "-o", tmp_path / "today.tle")[0] == 0
    status, _, err = run("scale", tmp_path / "today.tle")
    assert status == 2
    assert "only catalogues are given: there is no design to measure; allowed: a design" in err


def test_satellites_that_use_nothing_have_no_scale(run, written):
    path = written(
        walker(550, 53, 2, 10, satellite="dark"),
        tail="[satellites.dark.bus]\nhousekeeping_kw = 0\n[satellites.dark.compute]\n"
        "rated_kw = 0\npeak_kw = 0\n",
    )
    status, _, err = run("scale", path)
    assert status == 2
    assert "the satellites use no power" in " ".join(err.split())
