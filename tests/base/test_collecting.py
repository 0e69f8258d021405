from __future__ import annotations

import gc

import pytest

from orbitviz.base.collecting import collecting_paused


def fail_to_import():
    with collecting_paused():
        assert not gc.isenabled()
        raise ImportError


@pytest.mark.parametrize("was_on", [True, False])
def test_nothing_is_collected_meanwhile_and_then_as_before(was_on):
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(ImportError):
            fail_to_import()
        assert gc.isenabled() is was_on
    finally:
        gc.enable()
