"""One photo as the grid shows it, as a value: what the delegate paints, and nothing it has to look up."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt

from flowersort.core.labels import NO_LABEL, verdict_code
from flowersort.core.photo_table import STATES, WAITING, PhotoTable
from flowersort.core.review import Verdict
from flowersort.core.state import State
from flowersort.gui.grid.tile_words import model_words, review_word
from flowersort.gui.wording import label_shown, percent, state_name

TILE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The role by which a model gives a `Tile`."""

_MODEL_DECIDES = frozenset({State.SURE, State.UNSURE})
_FLAGGED = frozenset({State.NO_FLOWER, State.OTHER_FLOWER, State.UNREADABLE})


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands above a tile of a group.

    Attributes:
        title: the group's name and size.
        is_first, is_last: whether the tile is the group's first, its last.
    """

    title: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """One photo as it is painted.

    Attributes:
        row: of the photo in the table.
        name: of the file, without its folder.
        state: None while the photo waits for its label.
        label: the first line; empty while the photo waits.
        confidence: 0–1, for the bar; None where the label does not rest on it.
        share: the same in words; empty where there is none.
        model_says, model_says_briefly: the prediction in words where the label is not the model's; empty otherwise.
        is_excluded: whether the user leaves the photo out.
        colour: the photo's average as 0xRRGGBB, None where it is not known.
        strip: None where the tiles are not grouped, or the group needs no title.
    """

    row: int
    name: str
    state: State | None
    label: str
    confidence: float | None
    share: str
    model_says: str
    model_says_briefly: str
    is_excluded: bool
    colour: int | None
    strip: Strip | None

    @property
    def label_is_state(self) -> bool:
        """Whether the first line names the state in place of a class."""
        return self.state in _FLAGGED


@dataclass(frozen=True, slots=True)
class TileNote:
    """What somebody else has to say of a photo, in place of its tile's second line.

    Attributes:
        text: as it is painted.
        brief: the same in fewer words, where there is no room for all.
        spoken: a sentence for the tooltip and a screen reader.
    """

    text: str
    brief: str
    spoken: str


def noted(tile: Tile, note: TileNote | None) -> Tile:
    """Return a tile with a note in its second line; the same one without a note."""
    if note is None or not note.text:
        return tile
    return replace(tile, confidence=None, share="", model_says=note.text, model_says_briefly=note.brief)


def tile_of(table: PhotoTable, row: int, strip: Strip | None) -> Tile:
    """Return the tile of a row as it is now."""
    code, label, classes = int(table.states[row]), int(table.labels[row]), table.facts.classes
    state = STATES[code] if code != WAITING else None
    confidence = float(table.confidences[row]) if state in _MODEL_DECIDES else None
    says, briefly = "", ""
    if state not in _MODEL_DECIDES and int(table.tops[row]) >= 0:
        says, briefly = model_words(table, row)
    return Tile(
        row=row,
        name=table.name(row).rpartition("/")[2],
        state=state,
        label=_label(table, row, state),
        confidence=confidence,
        share=percent(confidence) if confidence is not None else "",
        model_says=says,
        model_says_briefly=briefly,
        is_excluded=label == verdict_code(Verdict.EXCLUDED, classes),
        colour=table.colour(row),
        strip=strip,
    )


def _label(table: PhotoTable, row: int, state: State | None) -> str:
    if state is None:
        return ""
    if state in _FLAGGED:
        return state_name(state)
    code = int(table.labels[row])
    # A review may name a class that this model does not know.
    return review_word(table.review(row)) if code == NO_LABEL else label_shown(code, table.facts.classes)
