"""What verbs say of the files they opened."""

from __future__ import annotations

import subprocess
import sys

import pytest

from orbitviz.base.errors import UserError
from orbitviz.cli.opening import open_state, remarks
from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT, Instant

LINES = """1 90001U 24101A   {epoch}.00000000  .00001234  00000-0  12345-4 0  999
2 90001  53.2000 120.5000 0012000  80.1000 280.0000 15.05000000 1234
"""
DECAYING = """1 90010U 22151A   25058.12407234  .09435527  24934+0  44853-1 0  9995
2 90010  98.5849 110.9278 0014449 269.2407  90.7207 15.92146194 26684
"""
TODAY = Instant.parse("2026-11-22")


@pytest.mark.parametrize(("epoch", "shown"), [("57001", FIRST_INSTANT), ("56366", LAST_INSTANT)])
def test_the_time_of_elements_beyond_the_ephemeris_is_its_end_and_that_is_said(
    tmp_path, epoch, shown
):
    path = tmp_path / "old.tle"
    path.write_text(LINES.format(epoch=epoch))
    state = open_state([str(path)])
    assert state.playback.at == shown
    line = remarks(state, shown, by_default=True)[0]
    assert "old lie outside the ephemeris" in line
    assert shown.isoformat() in line
    assert "ephemeris" not in "".join(remarks(state, TODAY, by_default=False))


def test_elements_of_today_are_not_remarked_on(tmp_path):
    path = tmp_path / "new.tle"
    path.write_text(LINES.format(epoch="26320"))
    for state in (open_state([str(path)]), open_state(["one-shell"])):
        assert not remarks(state, state.playback.at, by_default=True)


def test_elements_far_from_the_time_are_counted(tmp_path):
    path = tmp_path / "two.tle"
    path.write_text(LINES.format(epoch="26320") + LINES.format(epoch="26300"))
    state = open_state([str(path)])
    (line,) = remarks(state, TODAY, by_default=False)
    assert line == (
        "1 of the 2 objects of two have elements more than 14 days from the time shown, "
        "up to 26 days"
    )


def test_objects_without_a_position_are_counted_by_reason(tmp_path):
    path = tmp_path / "decaying.tle"
    path.write_text(DECAYING + LINES.format(epoch="24365"))
    state = open_state([str(path)])
    age, line = remarks(state, Instant.parse("2024-12-30"), by_default=False)
    assert age.startswith("1 of the 2 objects of decaying have elements more than 14 days")
    assert line == (
        "1 of the 2 objects of decaying have no position and are left out "
        "(1: the orbit that SGP4 gives contradicts its elements)"
    )


def test_the_default_time_is_the_epoch_itself(tmp_path):
    """To the microsecond that a date can hold: 8 mm of flight. It is printed with all digits."""
    path = tmp_path / "one.tle"
    path.write_text(DECAYING)
    state = open_state([str(path)])
    # Day 58.12407234 of 2025; exact in the last of the eight digits of a TLE.
    exact = Instant(Instant.parse("2025-01-01").jd_whole + 57.0, 0.12407234)
    assert abs(state.playback.at.seconds_since(exact)) < 1e-6
    assert state.playback.at.isoformat("auto") == "2025-02-27T02:58:39.850176Z"


def test_records_left_out_are_counted_and_the_first_is_named(tmp_path):
    path = tmp_path / "some.tle"
    good = LINES.format(epoch="26320")
    path.write_text(LINES.format(epoch="26999") + good + "/EX\n")
    state = open_state([str(path)])
    (line,) = remarks(state, state.playback.at, by_default=True)
    assert line.startswith(f"2 records of {path} left out, the first at line 1, columns 19 to 32:")
    assert line.endswith("a day that the year has (--strict names them all)")
    with pytest.raises(UserError) as error:
        open_state([str(path)], strict=True)
    first, second = error.value.mistakes
    assert first.startswith(f"{path}, line 1, columns 19 to 32: the epoch reads")
    assert second.startswith(f"{path}, line 5: no element set follows")


def test_a_single_record_left_out_is_named_at_once(tmp_path):
    path = tmp_path / "some.tle"
    path.write_text(LINES.format(epoch="26320") + LINES.format(epoch="26999"))
    state = open_state([str(path)])
    (line,) = remarks(state, state.playback.at, by_default=True)
    assert line.startswith(f"1 record of {path} left out, the first at line 3")
    assert "--strict" not in line


def test_render_and_export_refuse_a_faulty_record_if_told_to_be_strict(tmp_path):
    path = tmp_path / "some.tle"
    path.write_text(LINES.format(epoch="26320") + LINES.format(epoch="26999"))
    for verb, name in (("render", "picture.png"), ("export", "table.csv")):
        output = tmp_path / name
        done = subprocess.run(
            [sys.executable, "-m", "orbitviz", verb, str(path), "--strict", "-o", str(output)],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 2
        assert f"{path}, line 3, columns 19 to 32: the epoch reads" in done.stderr
        assert not output.exists()
