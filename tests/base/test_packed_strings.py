from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.packed_strings import PackedStrings


@given(st.lists(st.lists(st.text())))
def test_texts_are_those_that_were_given(parts):
    texts = PackedStrings.concatenated([PackedStrings.of(part) for part in parts])
    everything = [text for part in parts for text in part]
    assert list(texts) == everything
    assert texts[1:-1] == tuple(everything[1:-1])
    if everything:
        assert texts[-1] == everything[-1]
    with pytest.raises(IndexError):
        texts[len(everything)]


@given(st.lists(st.text(st.characters(codec="ascii", exclude_characters="\0")), min_size=1))
def test_texts_of_fields_of_bytes(words):
    assert list(PackedStrings.of_fields(np.array([word.encode() for word in words]))) == words


def test_rows_of_numpy_are_rows():
    assert PackedStrings.of(["a", "", "ü"])[np.int64(2)] == "ü"
    assert list(PackedStrings.empty(2)) == ["", ""]
    assert list(PackedStrings.of(["\ud800"])) == ["\ud800"]


@given(st.lists(st.text("aBc1 ", max_size=5), max_size=8), st.text("abC1 ", min_size=1, max_size=3))
def test_rows_that_contain_a_text_are_those_a_plain_search_finds(texts, wanted):
    expected = [k for k, text in enumerate(texts) if wanted.lower() in text.lower()]
    packed = PackedStrings.of(texts)
    assert packed.rows_containing(wanted, 100) == expected
    assert packed.rows_containing(wanted, 2) == expected[:2]
    assert packed.rows_containing("", 5) == []


@given(st.lists(st.text("aBc1 ", max_size=3), max_size=8), st.text("abC1 ", max_size=3))
def test_rows_equal_to_a_text_are_those_a_plain_comparison_finds(texts, wanted):
    expected = [k for k, text in enumerate(texts) if wanted and wanted.lower() == text.lower()]
    assert PackedStrings.of(texts).rows_equal_to(wanted) == expected
