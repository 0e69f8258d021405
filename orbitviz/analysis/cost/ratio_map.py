"""Orbit over ground by two inputs at once, and where both cost the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.cost.inputs import NAMES, Range
from orbitviz.analysis.cost.literature import ends_published
from orbitviz.analysis.cost.of_design import SourcedInput, key_of, ranges_of
from orbitviz.analysis.cost.plants import orbit_over_ground
from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.base.near_words import did_you_mean
from orbitviz.base.rounding import round_step

Ints = NDArray[np.int64]

DEFAULT_MAP = ("launch_usd_per_kg", "build_usd_per_kw")
_PLACES = 41
_LOG_FROM = 8.0  # an axis is logarithmic whose ends are so many times apart
_AROUND = 3.0  # times less and more than an input of which one value is known
_LEAST = 1e-9  # of a ratio, where orbit is for nothing
_OF_FLEET = ("delivered_share", "flops_per_w")
_AT_MOST = {"discount_rate": 1.0, "spares": 1.0, "insurance": 1.0, "ground_utilisation": 1.0,
            "delivered_share": 1.0}  # fmt: skip
_A_YEAR = "_per_year"
# Steps of the ratio: to which end each goes, tone and how much of it; below 1 orbit is cheaper.
STEPS = (
    (0.5, "charge", 0.8), (0.8, "charge", 0.5), (1.0, "charge", 0.25), (1.25, "hot", 0.15),
    (2.0, "hot", 0.35), (4.0, "hot", 0.55), (8.0, "hot", 0.75), (np.inf, "hot", 0.95),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class MapAxis:
    """An input along an axis.

    name, key   of the input and in the file
    places      (n,) rising values
    is_log      whether they rise by the same share, or by the same amount
    now         what the input is
    """

    name: str
    key: str
    places: Floats
    is_log: bool
    now: float

    def share(self, value: Floats) -> Floats:
        """Return how far along the axis values are, 0 to 1 between its ends."""
        ends = self.places[[0, -1]]
        if self.is_log:
            value, ends = np.log(value), np.log(ends)
        return np.asarray((value - ends[0]) / (ends[1] - ends[0]))

    def at(self, share: float) -> float:
        """Return the value so far along the axis, 0 to 1 between its ends."""
        low, high = (float(end) for end in self.places[[0, -1]])
        if self.is_log:
            return low * float(np.power(high / low, share))
        return low + share * (high - low)

    @property
    def ticks(self) -> list[tuple[float, float]]:
        """Round values with their shares of the axis."""
        low, high = float(self.places[0]), float(self.places[-1])
        if self.is_log:
            decades = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
            every = [digit * 10.0**decade for decade in decades for digit in (1.0, 2.0, 5.0)]
        else:
            step = round_step((high - low) / 5.0)
            every = (np.arange(np.ceil(low / step), np.floor(high / step) + 1.0) * step).tolist()
        within = [one for one in every if low * (1 - 1e-9) <= one <= high * (1 + 1e-9)]
        return list(zip(within, self.share(np.array(within)).tolist(), strict=True))


@dataclass(frozen=True, eq=False)
class RatioMap:
    """Orbit over ground, for a kW year, every other input in the middle.

    ratio    (b, a) at the places of y and x
    parity   (s, 2, 2) pieces of the line on which it is 1: two ends, x and y each
    """

    x: MapAxis
    y: MapAxis
    ratio: Floats
    parity: Floats

    def steps(self, finer: int) -> Ints:
        """Return the place in STEPS, (finer b, finer a), between the places as they lie there."""
        log = np.log(np.maximum(self.ratio, _LEAST))
        ratio = np.exp(_finer(_finer(log, finer).T, finer).T)
        found = np.searchsorted([end for end, *_ in STEPS], ratio, side="right")
        return np.minimum(found, len(STEPS) - 1)


def map_inputs(words: str) -> tuple[str, str]:
    """Return the two inputs that words such as "launch,failures" name.

    An input is named as in [economics], or by how its name begins, its table left out if need be.
    Raises UserError otherwise.
    """
    named = [word.strip() for word in words.split(",")]
    if len(named) != 2:
        raise UserError(f'--map is "{words}"', allowed="two inputs, such as launch,failures")
    x, y = map(_input_named, named)
    if x == y:
        raise UserError(f'--map has "{named[0]}" twice', allowed="two different inputs")
    return x, y


def ratio_map(inputs: tuple[SourcedInput, ...], x_name: str, y_name: str) -> RatioMap:
    """Return orbit over ground over the published ranges of two inputs."""
    middle = ranges_of(inputs).middle
    by_name = {one.name: one for one in inputs}
    x, y = (_axis(by_name[name]) for name in (x_name, y_name))
    rows = [middle.with_value(y_name, up) for up in y.places.tolist()]
    ratio = np.array(
        [
            [orbit_over_ground(row.with_value(x_name, across)) for across in x.places.tolist()]
            for row in rows
        ]
    )
    return RatioMap(x, y, ratio, _line(x.places, y.places, np.log(np.maximum(ratio, _LEAST))))


def _input_named(word: str) -> str:
    keys = {key_of(name): name for name in NAMES if name not in _OF_FLEET}
    named = keys | {name: name for name in keys.values()}
    if word in named:
        return named[word]
    begin: set[str] = set()
    for ends in (keys, {key.rpartition(".")[2]: name for key, name in keys.items() if "." in key}):
        begin = begin or {name for key, name in ends.items() if word and key.startswith(word)}
    if len(begin) == 1:
        return begin.pop()
    meant = f", which begins {', '.join(sorted(begin))}" if begin else did_you_mean(word, keys)
    raise UserError(f'--map has "{word}"{meant}', allowed=", ".join(keys))


def _axis(one: SourcedInput) -> MapAxis:
    low, high = _ends(one)
    is_log = low > 0.0 and high >= _LOG_FROM * low
    places = np.geomspace(low, high, _PLACES) if is_log else np.linspace(low, high, _PLACES)
    return MapAxis(one.name, one.key, places, is_log, one.range.mid)


def _ends(one: SourcedInput) -> tuple[float, float]:
    own: Range = one.range
    published = ends_published(one.key)
    low, high = min(published[0], own.low), max(published[1], own.high)
    if high < 1.5 * low or high == 0.0:
        low, high = own.mid / _AROUND, own.mid * _AROUND or 1.0
    most = 1.0 if one.name.endswith(_A_YEAR) else _AT_MOST.get(one.name, np.inf)
    least = 1.0 if one.name == "pue" else 0.0
    return max(low, least), min(high, most)


def _finer(values: Floats, finer: int) -> Floats:
    """Return (b, finer a) what lies between the columns, in the middle of finer ones."""
    count = values.shape[1]
    at = (np.arange(finer * count) + 0.5) / (finer * count) * (count - 1)
    return np.array([np.interp(at, np.arange(count), row) for row in values])


def _line(x: Floats, y: Floats, values: Floats) -> Floats:
    """Return (s, 2, 2) pieces of the line of 0, straight within each cell of four places."""
    pieces = []
    for row in range(len(y) - 1):
        for column in range(len(x) - 1):
            corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
            crossed = []
            for k, (i, j) in enumerate(corners):
                m, n = corners[(k + 1) % 4]
                begin, end = values[j, i], values[n, m]
                if (begin < 0.0) != (end < 0.0):
                    share = begin / (begin - end)
                    crossed.append((x[i] + share * (x[m] - x[i]), y[j] + share * (y[n] - y[j])))
            pieces += [crossed[k : k + 2] for k in range(0, len(crossed) - 1, 2)]
    return np.array(pieces).reshape(-1, 2, 2)
