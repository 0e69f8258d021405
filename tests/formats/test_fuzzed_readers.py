"""A slice of the fuzzed inputs; `tests/bench/fuzz_readers.py` tries many more."""

from __future__ import annotations

import pytest

from tests.bench import fuzz_readers


@pytest.mark.parametrize("count", [210, pytest.param(3_000, marks=pytest.mark.sweep)])
def test_fuzzed_files_open_or_are_refused(tmp_path, monkeypatch, count):
    monkeypatch.setattr(fuzz_readers, "LIMIT_S", 60.0)  # no test asserts a duration
    result = fuzz_readers.run(count, 20_261_122, tmp_path)
    assert result.faults == []
    assert result.tried == count == result.opened + result.refused
    assert min(result.opened, result.refused, result.partly) > count // 10
