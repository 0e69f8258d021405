"""Files that say that they are tours."""

from __future__ import annotations

import pytest

from orbitviz.formats.tours.recognise import is_tour


@pytest.mark.parametrize(("text", "expected"), [
    ('# A tour.\nformat = "orbitviz-tour/1"\n', True),
    ("format = 'orbitviz-tour/1'\n", True),  # a literal string of TOML says the same
    ('format = "orbitviz/1"\n', False),
])  # fmt: skip
def test_a_tour_is_recognised_by_its_format(text, expected, tmp_path):
    file = tmp_path / "some.toml"
    file.write_text(text, encoding="utf-8")
    assert is_tour(file) is expected
    assert not is_tour(tmp_path / "none.toml")
