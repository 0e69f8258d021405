"""What the rows of satellites are counted in."""

from __future__ import annotations

from weakref import ref

from orbitviz.model.state import State


class RowSources:
    """The design and the catalogues of a state as it was once; none of them is kept alive."""

    def __init__(self, state: State) -> None:
        self._refs = {source: ref(one) for source, one in state.catalogues.items()}
        self._design = ref(state.document.constellation)

    def are_of(self, state: State) -> bool:
        """Return whether a SatelliteKey of then is the same satellite in a state."""
        return (
            self._design() is state.document.constellation
            and self._refs.keys() == state.catalogues.keys()
            and all(self._refs[source]() is one for source, one in state.catalogues.items())
        )
