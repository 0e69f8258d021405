"""The verb `check` as a user meets it: findings, JSON, the page, and sentences on wrong input."""

from __future__ import annotations

import json
from functools import partial

import pytest

from orbitviz.analysis.check.registry import RULES
from tests.cli.test_remarks import LINES


@pytest.fixture
def command(run):
    return partial(run, "check")


@pytest.fixture
def catalogue(tmp_path):
    path = tmp_path / "objects.tle"
    path.write_text("0 STARLINK-1008\n" + LINES.format(epoch="26320"))
    return path


def test_findings_and_shells_as_json(command):
    status, out, err = command("guowang", "--json")
    found = json.loads(out)
    assert (status, err) == (1, "")  # shells at one altitude: an error
    assert found["rules"] == [rule.name for rule in RULES]
    for finding in found["findings"]:
        assert list(finding) == [
            "rule", "severity", "place", "value", "unit", "limit", "why", "fix"
        ]  # fmt: skip
    first = found["findings"][0]
    assert (first["rule"], first["severity"], first["limit"]) == ("altitudes", "error", 2.0)
    assert first["fix"].startswith("altitude −2.0 km for")
    assert [set(shell) for shell in found["shells"]] == 7 * [
        {"group", "shell", "min_separation_km", "best_phasing", "best_separation_km"}
    ]


def test_without_errors_the_status_is_0_and_findings_are_told(command):
    status, out, _ = command("starlink-gen1", "--rules", "same-orbit,phasing")
    assert status == 0
    assert "0 errors, 1 warning, 5 notes" in out
    assert "come within 783 m at 14.9 km/s, every orbit." in out


def test_a_page_holds_every_finding_shell_and_rule(command, tmp_path):
    path = tmp_path / "check.html"
    status, out, _ = command("one-shell", "-o", path, "--rules", "distances")
    page = path.read_text()
    assert (status, out.strip()) == (0, str(path))
    assert "Phasing 7 is the best of 24: 216\N{NO-BREAK SPACE}km apart at least." in page
    assert '<th scope="row">550\N{NO-BREAK SPACE}km</th><td>216.3</td>' in page
    assert "http" not in page.replace("https://", "http")[: page.index("<h1>")]
    assert "arXiv:2003.11970" in page


def test_real_objects_inside_the_shells_are_counted(command, catalogue):
    status, out, _ = command(
        "one-shell", "--catalogue", catalogue, "--rules", "catalogue", "--json"
    )
    (finding,) = json.loads(out)["findings"]
    assert (status, finding["value"], finding["unit"]) == (0, 1, "objects")
    # 15.05 revolutions a day and an eccentricity of 0.0012: 542 to 559 km.
    assert "1 of 1 objects of objects passes through 550 km" in finding["why"]
    assert finding["why"].endswith(": STARLINK.")
    assert "  1 objects" in command("one-shell", catalogue, "--rules", "catalogue")[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["one-shell", "--rules", "phasng"], 'category "phasng", did you mean "phasing"'),
        (["one-shell", "--rules", "zzz"], "allowed: separation, node-line, any-phasing"),
        (["one-shell", "-o", "check.txt"], "allowed: .html or .json"),
        (["one-shell", "kuiper"], '"kuiper" is a second design'),
        (["nothing.toml"], "nothing.toml"),
    ],
)  # fmt: skip
def test_wrong_input_is_one_sentence(command, arguments, told):
    status, out, err = command(*arguments)
    assert (status, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_catalogue_alone_or_without_valid_objects_is_refused(command, catalogue, tmp_path):
    status, _, err = command(catalogue)
    assert (status, "there is no design to check" in err) == (2, True)
    empty = tmp_path / "empty.tle"
    empty.write_text("1 25544U 98067A\n")
    status, _, err = command("one-shell", "--catalogue", empty)
    assert status == 2
    assert "empty.tle" in err
