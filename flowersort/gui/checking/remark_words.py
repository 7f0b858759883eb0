"""What an audit remarks, in the user's language."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_CONTEXT = "AuditRemarks"

# The sentences of `core/audit_remarks.py`, by two forms where they tell a number.
_KNOWN = (
    QT_TRANSLATE_NOOP(
        "AuditRemarks",
        "1 label was judged by the model's calibrated probabilities, and by a head fitted on the folder's other photos"
        " (5 folds) where these can teach one.",
    ),
    QT_TRANSLATE_NOOP(
        "AuditRemarks",
        "{count} labels were judged by the model's calibrated probabilities, and by a head fitted on the folder's other"
        " photos (5 folds) where these can teach one.",
    ),
    QT_TRANSLATE_NOOP(
        "AuditRemarks",
        "1 label was judged by a head fitted on the folder's other photos (5 folds), since the classes are not the"
        " model's.",
    ),
    QT_TRANSLATE_NOOP(
        "AuditRemarks",
        "{count} labels were judged by a head fitted on the folder's other photos (5 folds), since the classes are not"
        " the model's.",
    ),
    QT_TRANSLATE_NOOP(
        "AuditRemarks",
        "1 label was judged by a head fitted on the folder's other photos (5 folds), on features that never learnt"
        " them.",
    ),
    QT_TRANSLATE_NOOP(
        "AuditRemarks",
        "{count} labels were judged by a head fitted on the folder's other photos (5 folds), on features that never"
        " learnt them.",
    ),
    QT_TRANSLATE_NOOP("AuditRemarks", "1 label was settled by your reviews."),
    QT_TRANSLATE_NOOP("AuditRemarks", "{count} labels were settled by your reviews."),
    QT_TRANSLATE_NOOP(
        "AuditRemarks", "{photos} helped to train the model, whose word on their labels is worth little."
    ),
    QT_TRANSLATE_NOOP(
        "AuditRemarks", "{photos} helped to train the model, so its own word on their labels was not asked."
    ),
    QT_TRANSLATE_NOOP(
        "AuditRemarks",
        "{photos} helped to train the model, which has learnt their labels, and it brings no other features.",
    ),
    QT_TRANSLATE_NOOP(
        "AuditRemarks",
        "The model does not say which photos it was trained on; on the labels of those it is no help.",
    ),
    QT_TRANSLATE_NOOP(
        "AuditRemarks",
        "{wrong} of {count} labels look wrong: perhaps the folders are named otherwise than their photos, or the"
        " classes can't be told apart.",
    ),
    QT_TRANSLATE_NOOP("AuditRemarks", "No photo stands in a class folder, so there are no labels to check."),
    QT_TRANSLATE_NOOP("AuditRemarks", "{photos} in no class folder, so without a label to check."),
    QT_TRANSLATE_NOOP("AuditRemarks", "{names} can't be judged: there are too few classes or photos to compare with."),
    QT_TRANSLATE_NOOP("AuditRemarks", "Labels of {names} could not be judged: too few different photos stand there."),
    QT_TRANSLATE_NOOP("AuditRemarks", "No photo stands in {names}."),
    QT_TRANSLATE_NOOP(
        "AuditRemarks", "1 folder was left out: flowersort sorted into it. Audit such a folder by itself."
    ),
    QT_TRANSLATE_NOOP(
        "AuditRemarks", "{count} folders were left out: flowersort sorted into it. Audit such a folder by itself."
    ),
)
# What stands in braces and holds words itself.
_INNER = (
    QT_TRANSLATE_NOOP("AuditRemarks", "1 photo"),
    QT_TRANSLATE_NOOP("AuditRemarks", "{count} photos"),
    QT_TRANSLATE_NOOP("AuditRemarks", "{names} and {count} more"),
)


def remark_shown(remark: str) -> str:
    """Return a remark in the user's language; a sentence that is not known stays as it is."""
    return _translated(remark, _patterns()) or remark


def is_known(remark: str) -> bool:
    """Say whether a remark can be translated."""
    return any(pattern.fullmatch(remark) for pattern, _sentence in _patterns())


def _translated(text: str, patterns: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, sentence in patterns:
        found = pattern.fullmatch(text)
        if found:
            inner = {name: _translated(part, _inner()) or part for name, part in found.groupdict().items()}
            return QCoreApplication.translate(_CONTEXT, sentence).format(**inner)
    return ""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    # PySide types the mark as returning any object; it is the text.
    return tuple((_pattern(str(sentence)), str(sentence)) for sentence in _KNOWN)


@cache
def _inner() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(str(sentence)), str(sentence)) for sentence in _INNER)


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", sentence)
    # A number may have separators; names may hold anything.
    kinds = {"count": r"[\d.,]+", "wrong": r"[\d.,]+", "photos": r"(?:1 photo|[\d.,]+ photos)"}
    return re.compile(
        "".join(
            f"(?P<{part}>{kinds.get(part, '.*')})" if place % 2 else re.escape(part) for place, part in enumerate(parts)
        ),
        re.DOTALL,
    )
