"""A design fitted to a catalogue, or to its selected objects, and opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from orbitviz.app.files.documents import Documents
from orbitviz.app.files.jobs import Jobs
from orbitviz.base.progress import Progress
from orbitviz.model.selecting import selected_members
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.ui.action_set import ActionSet, Handler
from orbitviz.ui.widgets.notices import Notices

if TYPE_CHECKING:
    from orbitviz.analysis.fitting.fit import Fit

_TOPIC = "fit"


class CatalogueFit:
    """Fits on a thread, then opens the design and says how well it fits."""

    def __init__(self, store: Store, notices: Notices, jobs: Jobs, documents: Documents) -> None:
        self._store, self._notices = store, notices
        self._jobs, self._documents = jobs, documents

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {"fit_catalogue": self.fit}

    def update_actions(self, actions: ActionSet) -> None:
        """Disable what cannot be done."""
        actions["fit_catalogue"].setEnabled(bool(self._store.state.catalogues))

    def fit(self) -> None:
        """Fit a design to the selected objects, else to the selected or last opened catalogue."""
        chosen = _chosen(self._store.state)
        if chosen is None:
            return
        catalogue, rows = chosen
        self._documents.forget_complaints()
        self._jobs.run(
            f"Fitting a design to {catalogue.name}",
            partial(_fit, catalogue, rows),
            self._open,
            self._documents.report_failure,
        )

    def _open(self, found: Fit) -> None:
        from orbitviz.formats.designs.fitted_design import (
            apart_lines,
            fit_sentence,
            fitted_document,
        )

        if not self._documents.open_new(fitted_document(found)):
            return
        message = self._notices.show_message(
            f"Fitted to {found.source}: {fit_sentence(found)}.", "info", _TOPIC
        )
        message.add_details(apart_lines(found))


def _chosen(state: State) -> tuple[Catalogue, NDArray[np.int64] | None] | None:
    """Return the catalogue to fit and which of its objects, None for all."""
    members = selected_members(state)
    sources = [source for source in members.sources if not source.is_design]
    if sources:
        rows = {source: members.rows(source).astype(np.int64) for source in sources}
        source = max(sources, key=lambda one: len(rows[one]))
        return state.catalogues[source], rows[source]
    if not state.catalogues:
        return None
    return list(state.catalogues.values())[-1], None


def _fit(catalogue: Catalogue, rows: NDArray[np.int64] | None, progress: Progress) -> Fit:
    from orbitviz.analysis.fitting.fit import fit_catalogue

    return fit_catalogue(catalogue, rows, progress=progress)
