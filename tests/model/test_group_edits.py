"""Edits of groups."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.expand import expand
from orbitviz.model.group_edits import set_group_values, with_groups


def test_changed_keys_move_the_satellites_of_one_group() -> None:
    before = read_builtin("kuiper")
    after = set_group_values(before, 1, {"altitude_km": 615.0, "planes": 12})
    assert after.design.groups[1].altitude_km == 615.0
    assert after.design.groups[::2] == before.design.groups[::2]
    assert np.array_equal(after.constellation.sma_km, expand(after.design).sma_km)
    assert len(after.constellation) == len(before.constellation) - 24 * 36
    assert after.edited
    assert after.opening is before.opening


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"altitude_km": 90.0}, "group 2, altitude_km is 90 km"),
        ({"planes": 0}, "group 2, planes is 0"),
        ({"altitude_km": (500.0, 510.0)}, "group 2, altitude_km has 2 numbers, but shells is 1"),
        ({"nodes": 3}, "group 2, nodes is not a known key"),
    ],
)
def test_what_is_not_allowed_is_named(values: dict[str, object], words: str) -> None:
    with pytest.raises(UserError) as caught:
        set_group_values(read_builtin("kuiper"), 1, values)
    assert words in str(caught.value).replace(":", "")


def test_too_many_satellites_are_refused_with_their_number() -> None:
    document = read_builtin("kuiper")
    with pytest.raises(UserError, match="at most 20,000,000"):
        set_group_values(document, 0, {"satellites_per_plane": 1_000_000})
    with pytest.raises(UserError, match=r"at least one \[\[groups\]\]"):
        with_groups(document, [])
