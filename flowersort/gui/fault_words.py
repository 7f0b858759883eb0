"""Unreadable photos: each sentence that says why, in the user's language, with what to do about it."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_CONTEXT = "PhotoFaults"

_GONE = QT_TRANSLATE_NOOP("PhotoFaults", "It was moved or deleted. Open its folder again to find what is there now.")
_PERMISSIONS = QT_TRANSLATE_NOOP(
    "PhotoFaults", "Allow yourself to read the file in its properties, then open the folder again."
)
_NO_PHOTO = QT_TRANSLATE_NOOP("PhotoFaults", "There is nothing to do: it is no photo, only named like one.")
_SMALLER = QT_TRANSLATE_NOOP("PhotoFaults", "Save it smaller with another program.")
_SAVE_AGAIN = QT_TRANSLATE_NOOP(
    "PhotoFaults", "Copy it once more from the camera or a backup, or open it in another program and save it again."
)
_OTHERWISE = QT_TRANSLATE_NOOP(
    "PhotoFaults", "See whether another program opens it; if so, save it from there as JPEG and open the folder again."
)

# The sentences of `services/imaging/read.py`, `decode.py` and `workflows/one_photo.py`, each with its advice. What
# stands in braces differs from photo to photo.
_KNOWN = (
    (QT_TRANSLATE_NOOP("PhotoFaults", "The file is no longer there, or is a link that leads nowhere."), _GONE),
    (QT_TRANSLATE_NOOP("PhotoFaults", "The file is no longer there."), _GONE),
    (QT_TRANSLATE_NOOP("PhotoFaults", "The file may not be read with your permissions."), _PERMISSIONS),
    (
        QT_TRANSLATE_NOOP("PhotoFaults", "The file is a link that leads back to itself."),
        QT_TRANSLATE_NOOP("PhotoFaults", "Delete the link, or put the photo itself in its place."),
    ),
    (QT_TRANSLATE_NOOP("PhotoFaults", "This is a folder that is named like a photo."), _NO_PHOTO),
    (
        QT_TRANSLATE_NOOP("PhotoFaults", "The disk reported a fault while the file was read."),
        QT_TRANSLATE_NOOP("PhotoFaults", "Save your photos to another disk soon, and have this one checked."),
    ),
    (QT_TRANSLATE_NOOP("PhotoFaults", "This is not a file with content."), _NO_PHOTO),
    (
        QT_TRANSLATE_NOOP("PhotoFaults", "The file is larger than the {size} MB that a photo may have."),
        _SMALLER,
    ),
    (
        QT_TRANSLATE_NOOP("PhotoFaults", "The file's name can't be opened on this computer."),
        QT_TRANSLATE_NOOP("PhotoFaults", "Give it a simpler name, then open the folder again."),
    ),
    (QT_TRANSLATE_NOOP("PhotoFaults", "The file could not be read: {reason}."), _OTHERWISE),
    (
        QT_TRANSLATE_NOOP("PhotoFaults", "The file is empty (0 bytes)."),
        QT_TRANSLATE_NOOP("PhotoFaults", "Nothing is left of this photo here: copy it from the camera or a backup."),
    ),
    (QT_TRANSLATE_NOOP("PhotoFaults", "The photo claims more than the {limit} pixels allowed."), _SMALLER),
    (
        QT_TRANSLATE_NOOP("PhotoFaults", "The photo has {width} × {height} pixels, more than the {limit} allowed."),
        _SMALLER,
    ),
    (
        QT_TRANSLATE_NOOP("PhotoFaults", "There is not enough memory to decode this photo."),
        QT_TRANSLATE_NOOP("PhotoFaults", "Close other programs, then open the folder again."),
    ),
    (QT_TRANSLATE_NOOP("PhotoFaults", "The photo is damaged or cut short ({reason})."), _SAVE_AGAIN),
    (
        QT_TRANSLATE_NOOP("PhotoFaults", "HEIC photos need the extra reader: pip install 'flowersort[heic]'."),
        QT_TRANSLATE_NOOP(
            "PhotoFaults",
            "Install the reader with that command and start flowersort again, or save the photo as JPEG.",
        ),
    ),
    (QT_TRANSLATE_NOOP("PhotoFaults", "The content is text, not a photo."), _NO_PHOTO),
    (
        QT_TRANSLATE_NOOP(
            "PhotoFaults",
            "The content is not a photo in a format that flowersort reads, or its beginning is damaged.",
        ),
        _OTHERWISE,
    ),
    (
        QT_TRANSLATE_NOOP("PhotoFaults", "The photo could not be processed ({reason})."),
        QT_TRANSLATE_NOOP("PhotoFaults", "Save it once more with another program. The log file has the details."),
    ),
)


def error_shown(error: str) -> str:
    """Return why a photo is unreadable in the user's language; a sentence that is not known stays as it is."""
    for pattern, sentence, _advice in _patterns():
        found = pattern.fullmatch(error)
        if found:
            return QCoreApplication.translate(_CONTEXT, sentence).format(**found.groupdict())
    return error


def what_to_do(error: str) -> str:
    """Return what the user can do about an unreadable photo, in a sentence or two.

    Args:
        error: the photo's sentence, in English as the workflows give it.
    """
    advice = next((advice for pattern, _sentence, advice in _patterns() if pattern.fullmatch(error)), str(_OTHERWISE))
    return QCoreApplication.translate(_CONTEXT, advice)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    # PySide types the mark as returning any object; it is the text.
    known = [(str(sentence), str(advice)) for sentence, advice in _KNOWN]
    return tuple((_pattern(sentence), sentence, advice) for sentence, advice in known)


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", sentence)
    return re.compile(
        "".join(f"(?P<{part}>.*)" if place % 2 else re.escape(part) for place, part in enumerate(parts)), re.DOTALL
    )
