from __future__ import annotations

import pytest

from orbitviz.scene.draft_policy import DraftPolicy


def moves(policy, times_ms):
    """Return which of the pictures of a move were drafts; times_ms in full, one by one."""
    found = []
    for full_ms in times_ms:
        is_draft = policy.should_draft(is_moving=True)
        policy.record(20.0 if is_draft else full_ms, is_moving=True, is_draft=is_draft)
        found.append(is_draft)
    return found


def test_a_fast_machine_draws_in_full():
    assert not any(moves(DraftPolicy(), [30.0] * 5))
    # One picture met other work.
    assert not any(moves(DraftPolicy(), [30.0, 30.0, 70.0, 30.0, 30.0]))


@pytest.mark.parametrize(("full_ms", "in_full"), [(200.0, 1), (80.0, 2), (50.0, 3)])
def test_the_slower_a_machine_the_sooner_it_goes_on_in_drafts(full_ms, in_full):
    assert moves(DraftPolicy(), [full_ms] * 6) == [False] * in_full + [True] * (6 - in_full)


def test_drafts_end_when_the_view_rests():
    policy = DraftPolicy()
    assert any(moves(policy, [80.0] * 4))
    assert not policy.should_draft(is_moving=False)
    policy.record(80.0, is_moving=False, is_draft=False)
    # The next move is judged anew.
    assert moves(policy, [30.0] * 3) == [False, False, False]


@pytest.mark.parametrize(("draft_ms", "is_worth_it"), [(50.0, True), (75.0, False), (90.0, False)])
def test_drafts_that_gain_nothing_are_not_drawn(draft_ms, is_worth_it):
    policy, found = DraftPolicy(), []
    for _ in range(40):
        is_draft = policy.should_draft(is_moving=True)
        policy.record(draft_ms if is_draft else 80.0, is_moving=True, is_draft=is_draft)
        found.append(is_draft)
    assert found[-20:] == [is_worth_it] * 20
    assert not policy.should_draft(is_moving=False)
    for _ in range(3):
        policy.record(80.0, is_moving=True, is_draft=False)
    assert policy.should_draft(is_moving=True)  # the next move tries again
