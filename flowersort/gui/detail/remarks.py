"""What the panel remarks on a photo: why it is flagged, what the user said, what became of its file."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.state import State, Thresholds
from flowersort.gui.detail.loader import LoadedPhoto
from flowersort.gui.detail.notes import Note
from flowersort.gui.fault_words import error_shown, what_to_do
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID, STATE_TOKENS, Token
from flowersort.gui.wording import class_name_shown, percent, review_shown, why_flagged

_FLAGGED = (State.UNSURE, State.OTHER_FLOWER, State.NO_FLOWER)


class Remarks(QWidget):
    """The notes of one photo, each hidden while it has nothing to say, and all of this where none has."""

    review_removed = Signal()
    relabel_requested = Signal()

    def __init__(self, facts: ModelFacts, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._photo: LabelledPhoto | None = None
        self.selection = Note(appearance, self)
        self.reason = Note(appearance, self)
        self.review = Note(appearance, self, action=self.tr("Undo review"))
        self.file = Note(appearance, self, action=self.tr("Label it again"))
        self._notes = (self.selection, self.reason, self.review, self.file)
        layout = QVBoxLayout(self)
        layout.setSpacing(GRID)
        layout.setContentsMargins(0, 0, 0, 0)
        for note in self._notes:
            layout.addWidget(note)
        self.review.acted.connect(self.review_removed)
        self.file.acted.connect(self.relabel_requested)

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Explain states by other thresholds from now on."""
        self._facts = replace(self._facts, thresholds=thresholds)

    def show_photo(self, photo: LabelledPhoto | None, *, same_file: bool) -> None:
        """Explain a photo's state and review; None while it waits.

        Args:
            same_file: whether what was said of the file still holds.
        """
        self._photo = photo
        self.selection.say("")
        if not same_file:
            self.file.say("")
        self._explain(photo)
        self.review.say(self._said(photo), icon="sign-reviewed", token=Token.REVIEWED)
        self._show_if_needed()

    def show_selection(self) -> None:
        """Say what holds for several photos at once."""
        self._photo = None
        for note in (self.reason, self.review, self.file):
            note.say("")
        self.selection.say(self.tr("A key or button below answers for all of them."))
        self._show_if_needed()

    def compare_file(self, loaded: LoadedPhoto) -> None:
        """Say whether the file is another than the one that was labelled."""
        photo = self._photo
        if photo is None or photo.content == loaded.content:
            self.file.say("")
        elif photo.state is State.UNREADABLE:
            self._tell_file(self.tr("This photo can be read now."), again=True)
        else:
            self._tell_file(self.tr("This photo was changed since it was labelled."), again=True)
        self._show_if_needed()

    def miss_file(self, reason: str) -> None:
        """Say why the file can't be shown; what is unreadable anyway says so already."""
        if self._photo is None or self._photo.state is not State.UNREADABLE:
            self._tell_file(_with_advice(reason), again=False)
            self._show_if_needed()

    def _show_if_needed(self) -> None:
        self.setVisible(any(note.sentence for note in self._notes))

    def _tell_file(self, sentence: str, *, again: bool) -> None:
        self.file.button.setVisible(again)
        self.file.say(sentence, icon="warning", token=Token.UNSURE if again else Token.UNREADABLE)

    def _explain(self, photo: LabelledPhoto | None) -> None:
        sentence, token, icon = "", Token.MUTED, ""
        if photo is not None and photo.review is None:
            token, icon = STATE_TOKENS[photo.state], f"sign-{photo.state.value}"
            if photo.state is State.UNREADABLE:
                sentence = _with_advice(photo.error or "")
            elif photo.state in _FLAGGED:
                sentence = why_flagged(photo, self._facts)
        self.reason.say(sentence, icon=icon if sentence else "", token=token)

    def _said(self, photo: LabelledPhoto | None) -> str:
        if photo is None or photo.review is None:
            return ""
        said = review_shown(photo.review)
        if photo.prediction is None:
            return self.tr("You said {label}.").format(label=said)
        return self.tr("You said {label}. The model says {model} {share}.").format(
            label=said,
            model=class_name_shown(self._facts.classes[photo.prediction.top]),
            share=percent(photo.prediction.confidence),
        )


def _with_advice(reason: str) -> str:
    # Two sentences, each whole: their order is the same in every language.
    return "\n".join(part for part in (error_shown(reason), what_to_do(reason)) if part)
