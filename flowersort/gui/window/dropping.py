"""What may be dropped on the window, and what to say of the rest."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QMimeData

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Drop:
    """What was dropped.

    Attributes:
        paths: photos and folders of this computer.
        complaint: a sentence about what can't be used; empty where all can.
    """

    paths: tuple[str, ...]
    complaint: str


def read_drop(data: QMimeData) -> Drop:
    """Return what a drop holds. Nothing on the disk is looked at."""
    urls = data.urls()
    paths = tuple(dict.fromkeys(url.toLocalFile() for url in urls if url.isLocalFile() and url.toLocalFile()))
    if len(paths) == len(urls) and paths:
        return Drop(paths, "")
    if any(not url.isLocalFile() for url in urls):
        complaint = translate(
            "Dropping", "A web link holds no photo to label. Save the photo on this computer first, then drop it here."
        )
    else:
        complaint = translate("Dropping", "Only photos and folders can be dropped here.")
    return Drop(paths, complaint)
