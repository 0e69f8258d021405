from __future__ import annotations

import pytest

from orbitviz.base.errors import UserError


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            UserError("no ground is there", allowed="a place"),
            "No ground is there; allowed: a place",
        ),
        (UserError("is a folder", file="a.toml"), "a.toml: is a folder"),
        (UserError("is -1", place="--limit"), "--limit: is -1"),
    ],
)
def test_a_sentence_that_stands_alone_begins_with_a_capital_but_for_names(error, sentence):
    assert error.sentence == sentence
