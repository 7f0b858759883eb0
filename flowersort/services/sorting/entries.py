"""What a journal's lines say, as values, and each as one line of text that proves itself whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flowersort.core.plan import Operation
from flowersort.core.sorts import Deed, Ending

VERSION = 1
_PROOF_BYTES = 6
_PROOF_LETTERS = 2 * _PROOF_BYTES


class Way(StrEnum):
    """Which way a file goes."""

    PLACE = "place"
    BACK = "back"


class Fate(StrEnum):
    """How a step ended."""

    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Began:
    """The head of a journal.

    Attributes:
        into: where the folder stood then; it may have travelled since.
        left: how many photos the plan leaves, by outcome.
        made: absolute paths of the folder itself and its parents, where they had to be made, parents first.
    """

    version: int
    id: str
    at: float
    into: str
    sources: tuple[str, ...]
    operation: Operation
    model: str
    left: tuple[tuple[str, int], ...]
    made: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One file and its place: everything that doing, undoing and recovering it needs.

    Attributes:
        n: number of the step, from 0.
        photo: number of the step of its photo; its own for a photo.
        source: absolute path.
        target: relative to the folder that is sorted into, `/` between parts.
    """

    n: int
    photo: int
    operation: Operation
    source: str
    target: str
    size: int
    modified_ns: int
    content: str
    label: str

    @property
    def is_photo(self) -> bool:
        """Whether this is a photo, not a companion."""
        return self.n == self.photo


@dataclass(frozen=True, slots=True)
class Planned:
    """All steps stand in the journal: work may begin."""

    steps: int


@dataclass(frozen=True, slots=True)
class RunBegan:
    """A piece of work on these steps begins, by numbers from a to before b."""

    deed: Deed
    steps: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FolderMade:
    """A folder is about to be made, relative to the folder that is sorted into."""

    path: str


@dataclass(frozen=True, slots=True)
class Started:
    """These steps may have been begun."""

    way: Way
    steps: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """A step ended."""

    n: int
    way: Way
    fate: Fate
    why: str = ""


@dataclass(frozen=True, slots=True)
class RunEnded:
    """The piece of work came to its end; without this line it was cut off."""

    deed: Deed
    ending: Ending


@dataclass(frozen=True, slots=True)
class Checked:
    """Lines before this one are lost or unreadable, and the disk was asked about all that they may have said."""


Entry = Began | Step | Planned | RunBegan | FolderMade | Started | Settled | RunEnded | Checked
_KINDS: dict[str, type[Any]] = {
    "began": Began,
    "step": Step,
    "planned": Planned,
    "run": RunBegan,
    "folder": FolderMade,
    "start": Started,
    "done": Settled,
    "end": RunEnded,
    "checked": Checked,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_TURN: dict[str, Callable[[Any], Any]] = {
    "operation": Operation,
    "deed": Deed,
    "ending": Ending,
    "way": Way,
    "fate": Fate,
    "sources": lambda value: tuple(map(str, value)),
    "made": lambda value: tuple(map(str, value)),
    "left": lambda value: tuple((str(name), int(count)) for name, count in value),
}


def encode(entry: Entry, number: int) -> bytes:
    """Return the entry as a line, with its number and a proof that it is whole.

    The text is ASCII; names that are no text are kept as escaped surrogates.
    """
    fields = {name: getattr(entry, name) for name in entry.__slots__}
    text = json.dumps({"s": number, "t": _NAMES[type(entry)], **fields}, separators=(",", ":")).encode("ascii")
    return _proof(text) + b" " + text + b"\n"


def decode(line: bytes) -> tuple[int, Entry] | None:
    """Return number and entry of a line; None where it is damaged, or of a kind that this version does not know."""
    proof, text = line[:_PROOF_LETTERS], line[_PROOF_LETTERS + 1 :]
    if _proof(text) != proof:
        return None
    try:
        fields = json.loads(text)
        kind, number = _KINDS[fields.pop("t")], int(fields.pop("s"))
        known = {name: _turned(name, fields[name], kind) for name in kind.__slots__ if name in fields}
        entry: Entry = kind(**known)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return (number, entry) if not isinstance(entry, Step | FolderMade) or _stays_inside(entry) else None


def spans(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return ascending numbers as pairs: from a to before b."""
    pairs: list[tuple[int, int]] = []
    for number in numbers:
        if pairs and pairs[-1][1] == number:
            pairs[-1] = pairs[-1][0], number + 1
        else:
            pairs.append((number, number + 1))
    return tuple(pairs)


def _turned(name: str, value: Any, kind: type[Any]) -> Any:
    if name == "steps" and kind is not Planned:
        return tuple((int(first), int(beyond)) for first, beyond in value)
    return _TURN[name](value) if name in _TURN else value


def _stays_inside(entry: Step | FolderMade) -> bool:
    """Say whether a path stays in the folder: a journal may come from anywhere."""
    path = entry.target if isinstance(entry, Step) else entry.path
    return isinstance(path, str) and all(part not in {"", ".", ".."} for part in path.split("/")) and "\0" not in path


def _proof(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=_PROOF_BYTES).hexdigest().encode("ascii")
