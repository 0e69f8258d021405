"""The simulation in steps of arrays against one of events, satellite by satellite."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.deployment.simulate import simulate
from orbitviz.analysis.deployment.state import State
from tests.analysis.deployment.brute import SHARES, BruteFleet
from tests.analysis.deployment.plans import random_plan

RUNS = 12  # with dice of their own, of either simulation


@pytest.mark.parametrize("first", [0, *(pytest.param(k, marks=pytest.mark.sweep)
                                        for k in range(10, 200, 10))])  # fmt: skip
@pytest.mark.parametrize("one", range(10))
def test_satellites_by_state_are_those_of_the_events(first, one):
    plan = random_plan(first + one)
    stepped, brute = [], []
    for seed in range(RUNS):
        stepped.append(figures_of_steps(simulate(plan, seed)))
        brute.append(figures_of_events(BruteFleet(plan, seed).run()))
    stepped, brute = np.array(stepped, float), np.array(brute, float)
    difference = np.abs(stepped.mean(axis=0) - brute.mean(axis=0))
    error = np.sqrt((stepped.var(axis=0, ddof=1) + brute.var(axis=0, ddof=1)) / RUNS)
    # Five days are what it may take to see that a spare is needed, or a launch again.
    allowed = 4.5 * error + plan.per_launch.max()
    assert (difference <= allowed).all(), np.column_stack([stepped.mean(0), brute.mean(0), allowed])


def figures_of_steps(history):
    figures = [len(history), len(history.launch_at), history.replacing.sum()]
    for share in SHARES:
        states = history.states_at(share * history.plan.years)
        figures += np.bincount(states, minlength=len(State))[State.LOST :].tolist()
        figures.append(history.on_ground_at(share * history.plan.years))
    return figures


def figures_of_events(fleet):
    figures = [len(fleet.satellites), fleet.launches, fleet.replaced]
    for share in SHARES:
        states = fleet.count_at(share * fleet.plan.years)
        figures += [states[state.name] for state in list(State)[State.LOST :]]
        figures.append(fleet.on_ground[share])
    return figures
