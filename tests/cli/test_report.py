"""The verb `report`."""

from __future__ import annotations

import json

import pytest

from orbitviz.base.json_text import json_text
from orbitviz.cli.main import main


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        main(lambda _files: 0, ["report", *arguments])
    captured = capsys.readouterr()
    return left.value.code, captured.out, captured.err


@pytest.fixture(scope="module")
def million(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "million.json"
    with pytest.raises(SystemExit) as left:
        main(lambda _files: 0, ["report", "-o", str(path)])
    assert left.value.code == 0
    return json.loads(path.read_text())


def test_the_million_is_sunlit_as_its_orbits_say(million):
    """Annual sunlit shares of the May 2026 groups: cylindrical shadow, mean of the year, 0.3 pp."""
    expected = (0.646, 0.952, 0.664, 0.967, 0.690, 0.984)
    found = [group["sunlit_year_mean"] for group in million["groups"]]
    assert found == pytest.approx(expected, abs=0.003)
    assert million["total"]["sunlit_year_mean"] == pytest.approx(0.82, abs=0.005)


def test_the_parts_make_the_total(million):
    total = million["total"]
    assert total["satellites"] == 1_000_000
    assert [len(group["shells"]) for group in million["groups"]] == [10, 10, 25, 22, 25, 22]
    for key in ("satellites", "array_w", "load_w", "flops_delivered", "mass_kg"):
        assert sum(group[key] for group in million["groups"]) == pytest.approx(total[key])
        for group in million["groups"]:
            assert sum(shell[key] for shell in group["shells"]) == pytest.approx(group[key])


def test_installed_compute_is_that_of_the_chips(million):
    # 1M x 175 kW, 0.77 of it in chips of 1.85 TFLOP/s per W (GB200 NVL72): 2.49e23.
    assert million["total"]["flops_installed"] == pytest.approx(2.493e23, rel=1e-3)
    assert million["total"]["tflops_per_w"] == pytest.approx(1.4245)
    # 175 kW average and 250 kW peak over 2,333 kg.
    assert million["total"]["kw_per_tonne"] == pytest.approx(75.0, abs=0.05)
    assert million["total"]["peak_kw_per_tonne"] == pytest.approx(107.2, abs=0.05)


def test_the_margins_of_ai1_are_findings(million):
    chips, peak, coolant = million["findings"]
    assert "below their soft limit of 75 °C" in chips
    assert "58.41 kW more than the array's 210 kW" in peak
    assert "emits 167.3 kW when new, less than the average load of 189.5 kW" in coolant


def test_eclipses_of_dawn_dusk_shells(million):
    """At 707 to 744 km at most 18.8 minutes, on 75 to 87 days a year (Boley et al. 2026)."""
    group = million["groups"][3]
    assert 17.5 < group["eclipse_min_worst"] < 18.8
    assert 75 < group["eclipse_days_per_year"] < 87


def test_shells_and_time_are_chosen(capsys):
    at = ("--time", "2026-06-21T00:00:00Z")
    status, out, _ = run(capsys, "kuiper", "--json", "--shells", "6*", *at)
    found = json.loads(out)
    assert status == 0
    assert [group["name"] for group in found["groups"]] == ["630 km, 51.9°", "610 km, 42°"]
    assert found["time"].startswith("2026-06-21T00:00:00")


@pytest.mark.parametrize("verb", ["report", "transient"])
def test_shells_that_are_not_there_are_told_before_anything_is_computed(capsys, monkeypatch, verb):
    monkeypatch.setattr(f"orbitviz.cli.verbs.{verb}.solved_at", None)
    with pytest.raises(SystemExit) as left:
        main(lambda _files: 0, [verb, "--shells", "*", "--shells", "Mars"])
    err = capsys.readouterr().err
    assert left.value.code == 2
    assert 'there is no group or shell named "Mars"' in err
    assert '"ODC 550-568 km"' in err


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("radiator.faces = 0", "there is no radiator"),
        ("array.area_m2 = 1", "runs out of power whatever the computers do"),
    ],
)
def test_a_design_that_cannot_balance_is_valid_and_told_loudly(tmp_path, capsys, change, words):
    file = tmp_path / "mine.toml"
    file.write_text(
        'format = "orbitviz/1"\nname = "Mine"\nepoch = 2026-11-22T00:00:00Z\n'
        f'[satellites.mine]\nlike = "ai1"\n{change}\n'
        '[[groups]]\npattern = "walker-delta"\naltitude_km = 550\ninclination_deg = 53\n'
        'planes = 3\nsatellites_per_plane = 4\nsatellite = "mine"\n'
    )
    status, out, _ = run(capsys, str(file), "--json")
    found = json.loads(out)
    assert status == 0
    assert any(words in finding for finding in found["findings"])


def test_names_with_brackets_are_told_as_they_are(tmp_path, capsys):
    file = tmp_path / "mine.toml"
    file.write_text(
        'format = "orbitviz/1"\nname = "t [eu]"\nepoch = 2026-11-22T00:00:00Z\n'
        '[satellites."x[/b]"]\nlike = "ai1"\nradiator.faces = 0\n'
        '[[groups]]\nname = "[eu] shell"\npattern = "walker-delta"\naltitude_km = 550\n'
        'inclination_deg = 53\nplanes = 3\nsatellites_per_plane = 4\nsatellite = "x[/b]"\n'
    )
    status, out, _ = run(capsys, str(file))
    assert status == 0
    assert "t [eu]" in out
    assert "[eu] shell" in out
    assert 'Satellite "x[/b]"' in out


def test_groups_without_satellites_have_no_figures(tmp_path, capsys):
    """Three satellites for two groups: the second is left without."""
    file = tmp_path / "few.toml"
    group = (
        '[[groups]]\nname = "{}"\npattern = "walker-delta"\naltitude_km = 550\n'
        "inclination_deg = 53\nplanes = {}\nsatellites_per_plane = 4\n"
    )
    file.write_text(
        'format = "orbitviz/1"\nname = "Few"\nepoch = 2026-11-22T00:00:00Z\nmax_satellites = 3\n'
        + group.format("Thin", 9)
        + group.format("None", 1)
    )
    status, out, _ = run(capsys, str(file), "--json")
    thin, none = json.loads(out, parse_constant=pytest.fail)["groups"]
    assert status == 0
    assert (thin["satellites"], none["satellites"], none["array_w"]) == (3, 0, 0.0)
    for key in ("beta_min_deg", "sunlit_now", "sunlit_year_worst", "eclipse_min_worst", "soc_min",
                "radiator_k_mean", "throttled_share", "kw_per_tonne"):  # fmt: skip
        assert none[key] is None
        assert thin[key] is not None
    status, out, _ = run(capsys, str(file))
    assert status == 0
    assert "nan" not in out


def test_a_name_that_is_no_report_is_refused(tmp_path, capsys):
    path = tmp_path / "report.pdf"
    status, _, err = run(capsys, "-o", str(path))
    assert status == 2
    assert "allowed: .html or .json" in err
    assert not path.exists()


def test_one_satellite_is_followed(tmp_path, capsys):
    path = tmp_path / "course.csv"
    with pytest.raises(SystemExit) as left:
        main(
            lambda _files: 0, ["transient", "one-shell", "--scenario", "load-step", "-o", str(path)]
        )
    assert left.value.code == 0
    heading, *rows = path.read_text().splitlines()
    assert heading.startswith("seconds,beta_rad")
    assert len(rows) > 500  # 95 rows an orbit, six orbits


def test_a_scenario_that_is_not_there_is_told(capsys):
    with pytest.raises(SystemExit) as left:
        main(lambda _files: 0, ["transient", "--scenario", "meteor"])
    assert left.value.code == 2
    assert "allowed: first-orbits, load-step" in capsys.readouterr().err


@pytest.mark.gl
def test_the_page_is_one_file_with_pictures_and_sources(tmp_path, capsys, small_images):
    path = tmp_path / "report.html"
    status, _, _ = run(capsys, "starlink-gen1", "-o", str(path))
    page = path.read_text()
    assert status == 0
    assert page.count("data:image/jpeg;base64,") == 2
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "Suncatcher" in page  # a source


def test_one_satellite_is_followed_as_json(capsys):
    with pytest.raises(SystemExit) as left:
        main(lambda _files: 0, ["transient", "one-shell", "--json"])
    out = capsys.readouterr().out
    found = json.loads(out)
    assert left.value.code == 0
    assert out == json_text(found) + "\n"  # as every verb does
    assert found["scenario"] == "first-orbits"
    assert found["soc"][0] == pytest.approx(0.6)
    assert len(found["soc"]) == len(found["radiator_k"]) == len(found["seconds"]) > 500
