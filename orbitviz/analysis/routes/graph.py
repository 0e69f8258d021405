"""The graph of a shell's links and the shortest way through it, by rustworkx."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import rustworkx

from orbitviz.base.arrays import Floats, Ints64

Reach = tuple[Ints64, Floats]  # satellites that a site reaches, and their distances, km


class LinkGraph:
    """n satellites and the links among them; built once, searched at any time with new lengths.

    The number of a link stands at its edge, so that new lengths are a list and no new graph.
    """

    def __init__(self, count: int, one: Ints64, other: Ints64) -> None:
        """Take links between satellites `one` and `other`, (m,) int64, counted from 0 to count."""
        self._count, self._links = count, len(one)
        self._graph = rustworkx.PyGraph()
        self._graph.add_nodes_from(range(count))
        numbered = zip(one.tolist(), other.tolist(), range(len(one)), strict=True)
        self._graph.extend_from_weighted_edge_list(list(numbered))

    def shortest(
        self, lengths_km: Floats, start: Reach, end: Reach, ahead_km: Floats
    ) -> list[int] | None:
        """Return the satellites of the shortest way from one site to another; None without one.

        lengths_km   (m,) float64  of the links; inf of those that do not stand
        ahead_km     (n,) float64  straight distance of each satellite from the end
        """
        goal = self._count + 1
        first = self._add(self._count, start[0], self._links)
        last = self._add(goal, end[0], self._links + len(start[0]))
        costs = [*lengths_km.tolist(), *start[1].tolist(), *end[1].tolist()]
        # The straight way is never longer than any through links: A* finds the shortest.
        ahead = [*ahead_km.tolist(), 0.0, 0.0]
        try:
            path = list(
                rustworkx.astar_shortest_path(
                    self._graph, first, goal.__eq__, costs.__getitem__, ahead.__getitem__
                )
            )
        except rustworkx.NoPathFound:
            return None
        finally:
            self._graph.remove_nodes_from([first, last])
        is_whole = all(self._cost(a, b, costs) < math.inf for a, b in pairwise(path[1:-1]))
        return path[1:-1] if is_whole else None

    def reached(self, lengths_km: Floats, start: Ints64) -> Ints64:
        """Return the satellites that links which stand lead to from some, those included."""
        costs = [*lengths_km.tolist(), *np.zeros(len(start)).tolist()]
        first = self._add(self._count, start, self._links)
        try:
            found = rustworkx.dijkstra_shortest_path_lengths(self._graph, first, costs.__getitem__)
        finally:
            self._graph.remove_node(first)
        return np.array([node for node, km in found.items() if km < math.inf], np.int64)

    def _add(self, mark: int, reached: Ints64, number: int) -> int:
        """Add a site that stands for `mark`; the numbers of its links begin at `number`."""
        # Its place in the graph may be that of a site removed before, so it is no mark.
        node = int(self._graph.add_node(mark))
        numbered = enumerate(reached.tolist(), number)
        self._graph.add_edges_from([(node, satellite, link) for link, satellite in numbered])
        return node

    def _cost(self, one: int, other: int, costs: list[float]) -> float:
        return float(min(costs[link] for link in self._graph.get_all_edge_data(one, other)))
