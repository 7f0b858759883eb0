"""The questions that the window asks through the system's own dialogs, in one place so that tests can answer them."""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

_PATTERNS = "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.gif *.bmp *.avif *.heic *.heif"


class TableKind(Enum):
    """What labels can be written as; the value is the file's suffix."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


class SystemDialogs(QObject):
    """Asks by the dialogs that the system has for it; an empty answer means that the user thought better of it."""

    def choose_folder(self, parent: QWidget, start: str) -> str:
        """Return a folder of photos."""
        return QFileDialog.getExistingDirectory(parent, self.tr("Choose a folder of photos"), start)

    def choose_photos(self, parent: QWidget, start: str) -> list[str]:
        """Return photos."""
        kinds = self.tr("Photos ({patterns})").format(patterns=_PATTERNS)
        everything = self.tr("All files (*)")
        chosen, _ = QFileDialog.getOpenFileNames(parent, self.tr("Choose photos"), start, f"{kinds};;{everything}")
        return list(chosen)

    def choose_target(self, parent: QWidget, start: str) -> str:
        """Return a folder to sort photos into; a new one can be made."""
        return QFileDialog.getExistingDirectory(parent, self.tr("Choose the folder to sort into"), start)

    def choose_table(self, parent: QWidget, kind: TableKind, suggested: str) -> str:
        """Return where to write a table; an existing file is replaced only after the system's own question."""
        kinds = {
            TableKind.CSV: self.tr("CSV tables (*.csv)"),
            TableKind.JSON: self.tr("JSON files (*.json)"),
            TableKind.XLSX: self.tr("Excel workbooks (*.xlsx)"),
        }
        chosen, _ = QFileDialog.getSaveFileName(parent, self.tr("Export labels"), suggested, kinds[kind])
        return _with_suffix(chosen, kind.value)

    def choose_edited_csv(self, parent: QWidget, start: str) -> str:
        """Return an edited CSV."""
        kinds = self.tr("CSV tables (*.csv)")
        chosen, _ = QFileDialog.getOpenFileName(parent, self.tr("Import an edited CSV"), start, kinds)
        return chosen

    def choose_reviews_target(self, parent: QWidget, suggested: str) -> str:
        """Return where to write reviews; an existing file is replaced only after the system's own question."""
        kinds = self.tr("Files of reviews (*.jsonl)")
        chosen, _ = QFileDialog.getSaveFileName(parent, self.tr("Export reviews"), suggested, kinds)
        return _with_suffix(chosen, "jsonl")

    def choose_reviews(self, parent: QWidget, start: str) -> str:
        """Return a file of reviews."""
        kinds = self.tr("Files of reviews (*.jsonl)")
        chosen, _ = QFileDialog.getOpenFileName(parent, self.tr("Import reviews"), start, kinds)
        return chosen

    def choose_pack_place(self, parent: QWidget, start: str) -> str:
        """Return the folder that a model is to be saved in, as a folder of its own."""
        return QFileDialog.getExistingDirectory(parent, self.tr("Choose where to save the model"), start)

    def close_unsaved(self, parent: QWidget, reviews: int, reason: str) -> bool:
        """Ask whether to close although reviews could not be stored."""
        box = QMessageBox(QMessageBox.Icon.Warning, "flowersort", "", parent=parent)
        box.setText(self.tr("%Ln reviews could not be stored.", None, reviews))
        box.setInformativeText(
            self.tr("{reason} If you close now, they are lost; a CSV export would hold them.").format(reason=reason)
        )
        stay = box.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton(self.tr("Close and lose them"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is leave


def _with_suffix(chosen: str, suffix: str) -> str:
    return f"{chosen}.{suffix}" if chosen and not Path(chosen).suffix and not os.path.exists(chosen) else chosen  # noqa: PTH110
