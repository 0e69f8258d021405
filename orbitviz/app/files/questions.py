"""What the user is asked before work can be lost."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QMessageBox, QWidget

from orbitviz.ui.widgets.plain_text import PlainBox

_Button = QMessageBox.StandardButton


class Answer(Enum):
    """What the user wants."""

    SAVE = auto()
    SAVE_AS = auto()
    DISCARD = auto()
    CANCEL = auto()


def ask_about_edits(parent: QWidget, kind: str, name: str) -> Answer:
    """Ask whether to save unsaved edits to a "design" or "tour" of a name."""
    box = _warning(parent)
    box.show_texts(
        f"Save the changes to the {kind} “{name}”?",
        "Your changes will be lost if you don't save them.",
    )
    box.setStandardButtons(_Button.Save | _Button.Discard | _Button.Cancel)
    box.setDefaultButton(_Button.Save)
    answers = {_Button.Save: Answer.SAVE, _Button.Discard: Answer.DISCARD}
    return answers.get(_Button(box.exec()), Answer.CANCEL)


def ask_about_changed_file(parent: QWidget, file: str) -> Answer:
    """Ask whether to replace a file that has changed since it was opened."""
    box = _warning(parent)
    box.show_texts(
        f"“{file}” has been changed by another program since it was opened.",
        "If you overwrite it, those changes are lost.",
    )
    box.setStandardButtons(_Button.Save | _Button.Cancel)
    box.button(_Button.Save).setText("Overwrite")
    save_as = box.addButton("Save As…", QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(_Button.Cancel)
    answer = box.exec()
    if box.clickedButton() is save_as:
        return Answer.SAVE_AS
    return Answer.SAVE if answer == _Button.Save else Answer.CANCEL


def ask_to_save_first(parent: QWidget, design: str) -> bool:
    """Ask whether to save a design, whose file is to be opened in an editor."""
    return _is_confirmed(
        parent,
        f"Save “{design}” before its file is edited?",
        "The editor opens the file as it was saved last.",
        _Button.Save,
        default=_Button.Save,
    )


def ask_to_discard(parent: QWidget, design: str) -> bool:
    """Ask whether the file of a design may be read in place of unsaved edits."""
    return _is_confirmed(
        parent,
        f"Discard the changes to “{design}”?",
        "Its file is read again, and does not have them.",
        _Button.Discard,
        default=_Button.Cancel,
    )


def ask_to_replace(parent: QWidget, file: str) -> bool:
    """Ask whether a file that is there may be replaced."""
    return _is_confirmed(
        parent,
        f"“{file}” already exists.",
        "If you replace it, what it contains is lost.",
        _Button.Save,
        default=_Button.Cancel,
        yes_text="Replace",
    )


def _is_confirmed(
    parent: QWidget,
    question: str,
    why: str,
    yes: _Button,
    *,
    default: _Button,
    yes_text: str = "",
) -> bool:
    box = _warning(parent)
    box.show_texts(question, why)
    box.setStandardButtons(yes | _Button.Cancel)
    if yes_text:
        box.button(yes).setText(yes_text)
    box.setDefaultButton(default)
    return box.exec() == yes


def _warning(parent: QWidget) -> PlainBox:
    box = PlainBox(parent)
    box.setWindowTitle("orbitviz")
    box.setIcon(QMessageBox.Icon.Warning)
    return box
