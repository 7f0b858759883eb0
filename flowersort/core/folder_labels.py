"""Which class a folder stands for, in a tree that somebody sorted by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flowersort.core.naming import folded, natural_key
from flowersort.core.plan import MARKER_FOLDER, REVIEW_FOLDER

SPLITS = frozenset({"train", "training", "test", "testing", "val", "valid", "validation", "dev", "eval"})
"""Names of folders that divide a data set and say nothing of what is on the photos."""

_OWN = frozenset({folded(MARKER_FOLDER), folded(REVIEW_FOLDER)})
# Ending of a plural, what the singular has instead, what stands before it, and how short the singular may be.
_PLURALS = (("ies", "y", "", 3), ("es", "", ("s", "x", "z", "ch", "sh", "o"), 4), ("s", "", "", 3))


@dataclass(frozen=True, slots=True)
class ClassFolder:
    """Where a photo stands.

    Attributes:
        folder: the class folder, from the audited folder on, `/` between parts; empty where the photo has no label.
        label: the class; empty where there is none.
        split: name of the split folder on the way; empty without one.
    """

    folder: str
    label: str
    split: str


def same_class(one: str, other: str) -> bool:
    """Say whether two names stand for one class: equal but for case, form, `_` and `-`, and an English plural."""
    return bool(_stems(one) & _stems(other))


def class_named(name: str, classes: Iterable[str]) -> str | None:
    """Return the class that a name stands for, an equal one before one of another number; None where there is none."""
    known = list(classes)
    exact = next((each for each in known if _plain(each) == _plain(name)), None)
    return exact or next((each for each in known if same_class(each, name)), None)


class FolderLabels:
    """The class of every folder of a tree.

    A folder named after one of the model's classes is that class, the innermost one if several stand on the way.
    Otherwise the uppermost folder is the class, whatever lies nested in it. Split folders, and a single folder that
    only holds others, are passed through; what our own sorts left for review has no class.
    """

    def __init__(
        self,
        folders: Iterable[str],
        *,
        holding: Iterable[str],
        known: Sequence[str],
        mapped: Mapping[str, str],
        unlisted: Iterable[str] = (),
    ) -> None:
        """Look at a tree.

        Args:
            folders: every folder below the audited one, from there on, `/` between parts.
            holding: those of them that hold photos themselves.
            known: the model's classes.
            mapped: class by name of a folder, where the user says so; an empty class for folders that are none.
            unlisted: folders that could not be listed, so that nobody knows whether they are empty.
        """
        self._folders = sorted({*folders, *holding} - {""}, key=natural_key)
        self._holding = frozenset(holding)
        self._unlisted = frozenset(unlisted)
        self._known = tuple(known)
        self._mapped = {folded(name): class_named(label, known) or label for name, label in mapped.items()}
        self._spelled: dict[str, str] = {}
        self._through = self._wrapper()
        self._of = {folder: self._resolve(folder.split("/")) for folder in self._folders}

    def of(self, name: str) -> ClassFolder:
        """Return where a photo stands.

        Args:
            name: path from the audited folder on, `/` between parts.
        """
        folder = name.rpartition("/")[0]
        if folder not in self._of:
            self._of[folder] = self._resolve([part for part in folder.split("/") if part])
        return self._of[folder]

    @property
    def class_folders(self) -> tuple[ClassFolder, ...]:
        """Every class folder once, in natural order, with photos or without."""
        found = {place.folder: place for place in self._of.values() if place.label}
        return tuple(found[folder] for folder in sorted(found, key=natural_key))

    @property
    def empty(self) -> tuple[str, ...]:
        """The class folders in which, as far as all could be listed, no photo stands at any depth."""
        occupied = self._holding | self._unlisted
        return tuple(
            place.folder
            for place in self.class_folders
            if not any(held == place.folder or held.startswith(place.folder + "/") for held in occupied)
        )

    def missing(self, mapped: Iterable[str]) -> tuple[str, ...]:
        """Return those of the mapped names that no folder has."""
        names = {folded(part) for folder in self._folders for part in folder.split("/")}
        return tuple(name for name in mapped if folded(name) not in names)

    def _wrapper(self) -> str | None:
        """Return the single uppermost folder that holds nothing but several others, and so is no class; or None."""
        trees = [[part for part in folder.split("/") if folded(part) not in SPLITS] for folder in self._folders]
        tops = {parts[0] for parts in trees if parts and not self._is_own(parts[0])}
        top = next(iter(tops)) if len(tops) == 1 else None
        if top is None or self._class_of(top) is not None:
            return None
        holds_photos = any(held.rpartition("/")[2] == top for held in self._holding)
        inside = {parts[1] for parts in trees if len(parts) > 1 and parts[0] == top}
        return top if len(inside) > 1 and not holds_photos else None

    def _resolve(self, parts: Sequence[str]) -> ClassFolder:
        splits = [part for part in parts if folded(part) in SPLITS and self._class_of(part) is None]
        split = splits[0] if splits else ""
        if any(map(self._is_own, parts)):
            return ClassFolder("", "", split)
        named = [place for place, part in enumerate(parts) if self._class_of(part) is not None]
        others = [place for place, part in enumerate(parts) if part not in splits and part != self._through]
        place = named[-1] if named else others[0] if others else None
        if place is None:
            return ClassFolder("", "", split)
        label = self._class_of(parts[place])
        if label is None:
            label = self._spelled.setdefault(folded(parts[place]), parts[place])
        return ClassFolder("/".join(parts[: place + 1]) if label else "", label, split)

    def _class_of(self, name: str) -> str | None:
        """Return the class that a folder's own name says, `` where the user said that it is none; None if unknown."""
        mapped = self._mapped.get(folded(name))
        return mapped if mapped is not None else class_named(name, self._known)

    @staticmethod
    def _is_own(name: str) -> bool:
        return folded(name) in _OWN


def _plain(name: str) -> str:
    return " ".join(folded(name).replace("_", " ").replace("-", " ").split())


def _stems(name: str) -> frozenset[str]:
    """Return the words that a name may be the plural of, itself among them."""
    plain = _plain(name)
    stems = {plain}
    for ending, instead, before, shortest in _PLURALS:
        stem = plain.removesuffix(ending) + instead
        if plain.endswith(ending) and plain.removesuffix(ending).endswith(before) and len(stem) >= shortest:
            stems.add(stem)
    return frozenset(stems)
