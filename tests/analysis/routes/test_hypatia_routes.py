"""Routes against those of Hypatia, published with its code and in its paper."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analysis.routes import hypatia

LONDON, NEW_YORK = (51.5, -0.1275), (40.717042, -74.003663)

# satgenpy/tests/data_to_match/kuiper_630/networkx_rtt_*.txt and networkx_path_*.txt, commit
# 4c86269be4c0, first lines: ms, and the satellites of the way.
AT_0 = [
    (hypatia.MANILA, hypatia.SAINT_PETERSBURG, 76.846049, [184, 183, 182, 181, 180, 179, 178, 144]),
    (hypatia.MANILA, hypatia.DALIAN, 29.423138, [184, 183, 217]),
    (hypatia.SAINT_PETERSBURG, hypatia.DALIAN, 63.203867,
     [144, 178, 212, 246, 280, 281, 282, 283]),
]  # fmt: skip
# networkx_path_1173_to_1229.txt: the way from each time on, s; None: unreachable.
MANILA_SAINT_PETERSBURG = [
    (3.3, [184, 183, 182, 181, 180, 179, 178, 177]),
    (139.5, [184, 183, 182, 181, 180, 179, 178, 144]),
    (150.1, [183, 182, 181, 180, 179, 178, 144]),
    (155.4, None),
    (165.2, [183, 182, 181, 180, 179, 178, 177, 143]),
    (178.8, [183, 182, 181, 180, 179, 178, 177, 176]),
]
STEP_S = 0.1  # of those files


@pytest.fixture(scope="module")
def kuiper():
    return hypatia.kuiper_630()


@pytest.fixture(scope="module")
def starlink():
    return hypatia.starlink_550()


@pytest.mark.parametrize(("one", "other", "rtt_ms", "path"), AT_0)
def test_three_pairs_at_the_epoch(kuiper, one, other, rtt_ms, path):
    found_ms, found = kuiper.rtt_ms(0.0, one, other)
    assert found_ms == pytest.approx(rtt_ms, abs=0.0005)  # ms: 75 m of the way
    assert found == path
    back_ms, back = kuiper.rtt_ms(0.0, other, one)
    assert back_ms == pytest.approx(found_ms, abs=1e-9)
    assert back == path[::-1]


def test_handovers_and_the_outage_come_when_published(kuiper):
    before = AT_0[0][3]
    for since_s, path in MANILA_SAINT_PETERSBURG:
        # A step earlier or later: theirs is computed with a site a few metres elsewhere.
        _, early = kuiper.rtt_ms(since_s - 1.5 * STEP_S, *AT_0[0][:2])
        _, late = kuiper.rtt_ms(since_s + 1.5 * STEP_S, *AT_0[0][:2])
        assert (early, late) == (before, path)
        before = path


def test_paris_luanda_as_in_the_paper(starlink):
    # Kassing et al., section 4: 117 ms at 46.8 s, 85 ms at 139.9 s.
    ends = hypatia.PARIS, hypatia.LUANDA
    assert int(starlink.rtt_ms(46.8, *ends)[0]) == 117
    assert int(starlink.rtt_ms(139.9, *ends)[0]) == 85


def test_london_new_york_beats_fibre(starlink):
    # 42.2 to 46.2 ms over 200 s, median 43.8, by an independent reckoning; fibre 54.55 ms.
    rtt_ms = [starlink.rtt_ms(since_s, LONDON, NEW_YORK)[0] for since_s in range(0, 200, 4)]
    assert np.min(rtt_ms) == pytest.approx(42.2, abs=0.1)
    assert np.max(rtt_ms) == pytest.approx(46.2, abs=0.1)
    assert np.median(rtt_ms) == pytest.approx(43.8, abs=0.1)
