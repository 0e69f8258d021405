"""What verbs say of the files they opened."""

from __future__ import annotations

import pytest

from orbitviz.base.errors import UserError
from orbitviz.cli.opening import open_state, remarks
from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT

LINES = """1 90001U 24101A   {epoch}.00000000  .00001234  00000-0  12345-4 0  999
2 90001  53.2000 120.5000 0012000  80.1000 280.0000 15.05000000 1234
"""


@pytest.mark.parametrize(("epoch", "shown"), [("57001", FIRST_INSTANT), ("56366", LAST_INSTANT)])
def test_the_time_of_elements_beyond_the_ephemeris_is_its_end_and_that_is_said(
    tmp_path, epoch, shown
):
    path = tmp_path / "old.tle"
    path.write_text(LINES.format(epoch=epoch))
    state = open_state([str(path)])
    assert state.playback.at == shown
    (line,) = remarks(state, None)
    assert "old lie outside the ephemeris" in line
    assert shown.isoformat() in line
    assert not remarks(state, "2026-11-22")


def test_elements_of_today_are_not_remarked_on(tmp_path):
    path = tmp_path / "new.tle"
    path.write_text(LINES.format(epoch="26320"))
    assert not remarks(open_state([str(path)]), None)
    assert not remarks(open_state(["one-shell"]), None)


def test_records_left_out_are_counted_and_the_first_is_named(tmp_path):
    path = tmp_path / "some.tle"
    good = LINES.format(epoch="26320")
    path.write_text(LINES.format(epoch="26999") + good + "/EX\n")
    (line,) = remarks(open_state([str(path)]), None)
    assert line.startswith(f"2 records of {path} left out, the first at line 1, columns 19 to 32:")
    with pytest.raises(UserError, match=r"some\.tle, line 1, columns 19 to 32: the epoch reads"):
        open_state([str(path)], strict=True)
