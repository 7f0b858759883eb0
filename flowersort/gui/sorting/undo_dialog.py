"""Put a past sort back, all of it or one class."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from flowersort.core.csv_names import readable
from flowersort.core.sorts import Part, SortRecord
from flowersort.gui.dialogs.parts import down, note
from flowersort.gui.session.sorting import Sorting
from flowersort.gui.sorting.words import done_shown, moment_shown
from flowersort.gui.sorting.work_dialog import WorkDialog
from flowersort.gui.theme.tokens import GRID
from flowersort.gui.wording import class_name_shown

translate = QCoreApplication.translate


class UndoDialog(WorkDialog):
    """Says what would be put back, asks which part, and does it.

    Args:
        record: the sort.
        classes: the labels that a part can be chosen by.
        photo: the absolute path of the only photo to put back; empty for all of them.
    """

    def __init__(
        self,
        work: Sorting,
        record: SortRecord,
        *,
        classes: Sequence[str],
        photo: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(work, _title(photo), parent)
        self._record, self._photo = record, photo
        self.part = QComboBox()
        self.part.setAccessibleName(self.tr("What to put back"))
        self.part.addItem(self.tr("Everything"), None)
        for name in classes:
            self.part.addItem(class_name_shown(name), name)
        self._question = self._make_question()
        self.pages.addWidget(self._question)
        self.pages.setCurrentWidget(self._question)
        self.show_buttons(primary=self.tr("Put back"), closing=self.tr("Cancel"))
        self.primary.clicked.connect(self._begin)
        self.resize(76 * GRID, 48 * GRID)

    def _begin(self) -> None:
        part = Part(photo=self._photo) if self._photo else Part(label=self.part.currentData())
        self.begin(self.tr("Putting photos back"), lambda: self._work.undo(self._record, part))

    def _make_question(self) -> QWidget:
        page, record = QWidget(), self._record
        layout = down(page, spacing=GRID)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        photos = self.tr("%Ln photos", None, record.placed)
        rows: list[tuple[str, QWidget]] = [
            (self.tr("When"), QLabel(moment_shown(record.at))),
            (self.tr("From"), _wrapped("\n".join(map(readable, record.sources)))),
            (self.tr("To"), _wrapped(readable(record.into))),
            (self.tr("Photos"), QLabel(f"{photos} {done_shown(record.operation)}")),
        ]
        if self._photo:
            rows.append((self.tr("Put back"), _wrapped(readable(self._photo))))
        else:
            rows.append((self.tr("Put back"), self.part))
        for text, widget in rows:
            form.addRow(text, widget)
        layout.addLayout(form)
        layout.addWidget(
            note(
                self.tr(
                    "Photos go back with content, name, folder and time. What was edited since, or whose old place is"
                    " taken, stays where it is and is named."
                )
            )
        )
        layout.addStretch(1)
        return page


class RecoverDialog(WorkDialog):
    """Finishes or rolls back a sort that was cut off; begins at once, since the user has chosen already."""

    def __init__(self, work: Sorting, parent: QWidget | None = None) -> None:
        super().__init__(work, _recovering(), parent)
        self.resize(76 * GRID, 40 * GRID)


def _wrapped(text: str) -> QLabel:
    return QLabel(text, wordWrap=True)


def _title(photo: str) -> str:
    return translate("UndoDialog", "Put a photo back") if photo else translate("UndoDialog", "Undo a sort")


def _recovering() -> str:
    return translate("RecoverDialog", "A sort that was cut off")
