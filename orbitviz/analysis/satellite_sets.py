"""The sets of a design as they are at one instant: which satellites are in each."""

from __future__ import annotations

from collections.abc import Generator
from types import ModuleType

from orbitviz.analysis.fleet import Fleet
from orbitviz.base.progress import run_to_end
from orbitviz.model.design.named_set import NamedSet
from orbitviz.model.group_colours import set_colours
from orbitviz.model.member_texts import FoundMembers, members_of_texts
from orbitviz.model.members import Members
from orbitviz.model.row_sources import RowSources
from orbitviz.model.satellite_sets import SatelliteSet
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import SkyGeometry

_MOST_NAMED = 3


def sets_at(state: State, geometry: SkyGeometry, fleet: Fleet | None) -> tuple[SatelliteSet, ...]:
    """Return the sets of the design; see sets_in_steps."""
    return run_to_end(sets_in_steps(state, geometry, fleet))


def sets_in_steps(
    state: State, geometry: SkyGeometry, fleet: Fleet | None
) -> Generator[None, None, tuple[SatelliteSet, ...]]:
    """Return the sets of the design as a generator, a step for each.

    A set that cannot be found, or not wholly, has what there is of it, and says why. Predicates
    that need operating maps have no satellites while there are none.
    """
    out = []
    design = state.document.design
    for one, colour in zip(design.sets, set_colours(design), strict=True):
        members, fault = _found(one, state, geometry, fleet)
        out.append(SatelliteSet(one.name, colour, members, fault))
        yield
    return tuple(out)


def need_maps(state: State) -> bool:
    """Whether a set of the design is found by what needs operating maps."""
    stated = [one.where for one in state.document.design.sets if one.where.strip()]
    return any(_stated_sets().needs_maps(where, state) for where in stated)


def _stated_sets() -> ModuleType:
    # Predicates and their parser take longer to load than most of the program: not before a set
    # is stated by one.
    from orbitviz.analysis.predicates import stated_sets

    return stated_sets


def _found(
    one: NamedSet, state: State, geometry: SkyGeometry, fleet: Fleet | None
) -> tuple[Members, str]:
    """Return the satellites of a set, and why they are not what the design says."""
    if not one.where.strip():
        named = _lookups.members(one.satellites, state)
        return named.members, _lacking(named.lacking)
    found: tuple[Members, str] = _stated_sets().members_where(one.where, state, geometry, fleet)
    return found


def _lacking(texts: tuple[str, ...]) -> str:
    """Return what to say of satellites that are not there."""
    if not texts:
        return ""
    named = ", ".join(f'"{text}"' for text in texts[:_MOST_NAMED])
    more = f" and {len(texts) - _MOST_NAMED:,} more" if len(texts) > _MOST_NAMED else ""
    return f"not all of {named}{more} are open now"


class _Lookups:
    """Members of texts, kept while these are looked up in the same design and catalogues."""

    def __init__(self) -> None:
        self._known: tuple[RowSources, dict[tuple[str, ...], FoundMembers]] | None = None

    def members(self, texts: tuple[str, ...], state: State) -> FoundMembers:
        """Return the satellites that texts name."""
        known = self._known  # another thread may look up in another state meanwhile
        if known is None or not known[0].are_of(state):
            known = self._known = RowSources(state), {}
        found = known[1].get(texts)
        if found is None:
            found = known[1][texts] = members_of_texts(state, texts)
        return found


_lookups = _Lookups()
