"""What is said of a doubt in words: in tiles, lists and sentences."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from flowersort.core.audit import AuditedPhoto, Reason
from flowersort.gui.grid.tile import TileNote
from flowersort.gui.wording import class_name_shown, label_shown

_VERDICTS = ("no_flower", "other_flower", "excluded")


def named(label: str) -> str:
    """Return a class or another answer as it is shown."""
    return label_shown(_VERDICTS.index(label), ()) if label in _VERDICTS else class_name_shown(label)


def reason_shown(reason: Reason) -> str:
    """Return a reason in a few words."""
    return {
        Reason.DUPLICATE_OTHER_CLASS: QCoreApplication.translate("Checking", "Copy in another class"),
        Reason.MISLABEL: QCoreApplication.translate("Checking", "Wrong class"),
        Reason.NO_FLOWER: QCoreApplication.translate("Checking", "No flower"),
        Reason.OTHER_FLOWER: QCoreApplication.translate("Checking", "Other flower"),
        Reason.UNSURE: QCoreApplication.translate("Checking", "Unsure class"),
        Reason.DUPLICATE: QCoreApplication.translate("Checking", "Exact copy"),
        Reason.NEAR_DUPLICATE: QCoreApplication.translate("Checking", "Nearly a copy"),
        Reason.DARK: QCoreApplication.translate("Checking", "Too dark"),
        Reason.OVEREXPOSED: QCoreApplication.translate("Checking", "Too bright"),
        Reason.BLURRY: QCoreApplication.translate("Checking", "Blurry"),
        Reason.TINY: QCoreApplication.translate("Checking", "Tiny"),
        Reason.UNREADABLE: QCoreApplication.translate("Checking", "Unreadable"),
    }[reason]


def reasons_shown(reasons: Iterable[Reason]) -> str:
    """Return several reasons in one line."""
    return " · ".join(map(reason_shown, reasons))


def doubt_shown(photo: AuditedPhoto) -> str:
    """Return in a sentence where a photo stands and what it seems to be."""
    given = named(photo.folder_label)
    if not photo.folder_label:
        return QCoreApplication.translate("Checking", "In no class folder")
    if photo.suggested_label:
        return QCoreApplication.translate("Checking", "In {given}, rather {suggested}").format(
            given=given, suggested=named(photo.suggested_label)
        )
    return QCoreApplication.translate("Checking", "In {given}").format(given=given)


def note_of(photo: AuditedPhoto) -> TileNote:
    """Return a tile's second line: given label and suggestion, or why to look at the photo."""
    why = reasons_shown(photo.reasons)
    spoken = f"{doubt_shown(photo)}. {why}" if why else doubt_shown(photo)
    if not photo.suggested_label or not photo.folder_label:
        return TileNote(why, reason_shown(photo.reasons[0]) if photo.reasons else "", spoken)
    suggested = named(photo.suggested_label)
    brief = QCoreApplication.translate("Checking", "→ {suggested}").format(suggested=suggested)
    whole = QCoreApplication.translate("Checking", "{given} → {suggested}").format(
        given=named(photo.folder_label), suggested=suggested
    )
    return TileNote(whole, brief, spoken)
