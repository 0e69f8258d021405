"""A design is fitted to a catalogue in the window, opened as new, and told how well it fits."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMessageBox

from orbitviz.app.files import catalogue_fit as module
from orbitviz.app.files.catalogue_fit import CatalogueFit
from orbitviz.app.files.documents import has_edits
from orbitviz.base.progress import no_progress
from orbitviz.model.commands import add_catalogue, edit_document
from orbitviz.model.design_edits import recolour
from orbitviz.model.members import Members
from orbitviz.model.selecting import select, select_satellites
from orbitviz.model.source import ShellKey, catalogue_id
from orbitviz.ui.widgets.notices import JobBar
from tests.analysis.fitted import builtin_catalogue
from tests.app.test_documents import answer, wait_for


@pytest.fixture(scope="module")
def kuiper(tmp_path_factory):
    return builtin_catalogue("kuiper", tmp_path_factory.mktemp("fit"))


@pytest.fixture
def fitting(store, window, jobs, documents):
    return CatalogueFit(store, window.notices, jobs, documents)


def test_the_design_is_opened_as_new_and_told(qtbot, store, window, jobs, fitting, kuiper):
    store.do(add_catalogue(kuiper))
    fitting.fit()
    wait_for(qtbot, jobs)
    document = store.state.document
    assert document.design.name == "kuiper, fitted"
    assert len(document.constellation) == 3236
    assert document.path is None
    assert has_edits(document)  # closing asks
    assert "# 784 objects, 784 of them on 784 slots" in document.text
    (sentence,) = window.notices.messages
    assert sentence == (
        "Fitted to kuiper: 3 groups of 3,236 slots; 3,236 of 3,236 objects (100 %) hold one, "
        "0 are empty."
    )
    assert list(store.state.catalogues.values()) == [kuiper]


def test_selected_objects_alone_are_fitted(qtbot, store, jobs, fitting, kuiper):
    store.do(add_catalogue(kuiper))
    source = catalogue_id(0)
    store.do(select_satellites(Members({source: (kuiper.sma_km > 6998).nonzero()[0]})))
    fitting.fit()
    wait_for(qtbot, jobs)
    assert [group.altitude_km for group in store.state.document.design.groups] == [630.0]
    store.do(select({ShellKey(source, 0)}))
    assert module._chosen(store.state)[0] is kuiper
    assert len(module._chosen(store.state)[1]) == 3236


def test_unsaved_edits_are_asked_about(qtbot, monkeypatch, store, jobs, fitting, kuiper):
    store.do(edit_document(recolour(store.state.document, 0, "#abcdef")), undo="Change Colour")
    store.do(add_catalogue(kuiper))
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    fitting.fit()
    wait_for(qtbot, jobs)
    assert len(asked) == 1
    assert store.state.document.design.name == "Small"


def test_what_cannot_be_fitted_is_told(qtbot, store, window, jobs, fitting, kuiper, crashes):
    store.do(add_catalogue(kuiper))
    store.do(select_satellites(Members({catalogue_id(0): kuiper.object_id[:1] - 1})))
    fitting.fit()
    wait_for(qtbot, jobs)
    (sentence,) = window.notices.messages
    assert sentence == "kuiper: 1 object is too few for a shell; allowed: at least 4 objects"
    assert crashes == []
    assert store.state.document.design.name == "Small"


def test_a_fit_can_be_cancelled(qtbot, monkeypatch, store, window, jobs, fitting, kuiper):
    def cancelled_on_the_way(catalogue, rows, progress):
        window.notices.findChildren(JobBar)[0].cancelled.emit()
        while True:
            progress(0.5)

    monkeypatch.setattr(module, "_fit", cancelled_on_the_way)
    store.do(add_catalogue(kuiper))
    fitting.fit()
    wait_for(qtbot, jobs)
    assert store.state.document.design.name == "Small"
    assert window.notices.messages == ()


def test_without_a_catalogue_there_is_nothing_to_fit(store, window, jobs, fitting):
    fitting.update_actions(window.actions_by_id)
    assert not window.actions_by_id["fit_catalogue"].isEnabled()
    fitting.fit()
    assert not jobs.is_busy


def test_the_thread_reports_where_it_is(kuiper):
    said = []
    module._fit(kuiper, None, lambda done, label="": said.append(label) or no_progress(done))
    assert {"propagating", "finding shells and planes", "comparing"} <= set(said)
