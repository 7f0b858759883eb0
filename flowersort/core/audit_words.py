"""The reasons of an audit in words, for the command line and the page; the window has its own, which are translated."""

from __future__ import annotations

from collections.abc import Mapping

from flowersort.core.audit import Reason

WORDS: Mapping[Reason, str] = {
    Reason.DUPLICATE_OTHER_CLASS: "in several classes",
    Reason.MISLABEL: "label looks wrong",
    Reason.NO_FLOWER: "no flower",
    Reason.OTHER_FLOWER: "flower of another kind",
    Reason.UNSURE: "label unsure",
    Reason.DUPLICATE: "copy of another",
    Reason.NEAR_DUPLICATE: "nearly a copy",
    Reason.DARK: "too dark",
    Reason.OVEREXPOSED: "too bright",
    Reason.BLURRY: "blurred",
    Reason.TINY: "tiny",
    Reason.UNREADABLE: "unreadable",
}
ESTIMATED = frozenset({Reason.MISLABEL, Reason.NO_FLOWER, Reason.OTHER_FLOWER, Reason.UNSURE})
"""Those that hold with a chance; the others are measured."""
