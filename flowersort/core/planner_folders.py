"""Which folder a photo belongs into, by its review, its state and the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flowersort.core.errors import UsageError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.naming import folded, natural_key, safe_name
from flowersort.core.plan import MARKER_FOLDER, REVIEW_FOLDER, SortRules
from flowersort.core.review import Verdict
from flowersort.core.state import State

_DRIVE = re.compile(r"[A-Za-z]:")
_WORDS = {
    State.UNSURE: "The model is not sure of it",
    State.OTHER_FLOWER: "It shows a flower of another kind",
    State.NO_FLOWER: "It shows no flower",
}
_VERDICTS = {Verdict.NO_FLOWER: State.NO_FLOWER, Verdict.OTHER_FLOWER: State.OTHER_FLOWER}


@dataclass(frozen=True, slots=True)
class FolderChoice:
    """Where a photo belongs: a folder as `SortPlan` has them, or none and a sentence on why."""

    folder: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SortFolders:
    """The folders of a sort.

    Attributes:
        classes: the folder of each label.
        doubtful: the folders of the doubtful states; None leaves such photos where they are.
    """

    classes: Mapping[str, str]
    doubtful: Mapping[State, str | None]

    def choose(self, photo: LabelledPhoto, label: str) -> FolderChoice:
        """Return where a photo with this label belongs. A review wins over the model's word."""
        review = photo.review
        if photo.content is None or (photo.state is State.UNREADABLE and review is None):
            return FolderChoice(reason=photo.error or "It could not be read.")
        if review is not None and review.verdict is Verdict.EXCLUDED:
            return FolderChoice(reason="You left it out.")
        state = photo.state
        if review is not None:
            state = _VERDICTS.get(review.verdict, State.REVIEWED)
        if state not in self.doubtful:
            return FolderChoice(folder=self.classes[label])
        folder = self.doubtful[state]
        if folder is None:
            told = f"You said so: {_WORDS[state][0].lower()}{_WORDS[state][1:]}" if review else _WORDS[state]
            return FolderChoice(reason=f"{told}, and such photos are to stay where they are.")
        return FolderChoice(folder=folder)

    def without(self, parts: Sequence[str]) -> tuple[str, ...]:
        """Return the parts of a path without the folder of a class or a doubt that they begin with."""
        known = {*self.classes.values(), *(folder for folder in self.doubtful.values() if folder)}
        plain = folded("/".join(parts)) + "/"
        first = max((folder for folder in known if plain.startswith(folded(folder) + "/")), key=len, default="")
        return tuple(parts[len(first.split("/")) if first else 0 :])


def sort_folders(labels: Iterable[str], *, classes: Sequence[str], rules: SortRules) -> SortFolders:
    """Return the folders of a sort: each label has one of its own, whatever its name.

    Args:
        labels: those of the photos; the model's classes come first where two names would make one folder.
        classes: the model's.
        rules: say where doubtful photos go, and which labels have a folder already.

    Raises:
        UsageError: a folder for doubtful photos is not one below the folder that is sorted into.
    """
    others = sorted(set(labels) - set(classes), key=natural_key)
    folders = dict(rules.standing)
    taken = {folded(MARKER_FOLDER), folded(REVIEW_FOLDER), *map(folded, folders.values())}
    for label in (*classes, *others):
        if label in folders:
            continue
        name, number = safe_name(label), 1
        while folded(name) in taken:
            number += 1
            name = safe_name(f"{label} ({number})")
        taken.add(folded(name))
        folders[label] = name
    doubtful = {
        State.UNSURE: rules.unsure,
        State.OTHER_FLOWER: rules.other_flower,
        State.NO_FLOWER: rules.no_flower,
    }
    return SortFolders(
        folders, {state: None if given is None else doubt_folder(given) for state, given in doubtful.items()}
    )


def doubt_folder(given: str) -> str:
    """Return a folder that the user named for doubtful photos, safe everywhere, `/` between parts.

    Raises:
        UsageError: it is no folder below the one that is sorted into.
    """
    parts = [part for part in given.split("/") if part not in ("", ".")]
    if not parts or given.startswith(("/", "\\")) or _DRIVE.match(given) or ".." in parts:
        raise UsageError(
            f"The folder “{given}” for doubtful photos must be one below the folder that is sorted into, such as "
            f"“{REVIEW_FOLDER}/unsure”."
        )
    if any(folded(part) == folded(MARKER_FOLDER) for part in parts):
        raise UsageError(f"The folder “{MARKER_FOLDER}” is flowersort's own; choose another one for doubtful photos.")
    return "/".join(map(safe_name, parts))
