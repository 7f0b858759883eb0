"""Which names are free in the target, and giving them out: to a photo and its companions together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from flowersort.core.companions import Companion
from flowersort.core.naming import byte_length, folded, natural_key, safe_name, shortened, split_suffix

_MOST_BYTES = 255


@dataclass(frozen=True, slots=True)
class StandingFile:
    """A file in the target. `key` is the same for two paths exactly where they lead to one file."""

    size: int
    key: Hashable


class Target(Protocol):
    """What stands in the folder that is sorted into. Folders are relative, `/` between parts, empty for itself.

    Every method raises `SortError` for what can't be looked at, so that it is never taken for empty.
    """

    def names(self, folder: str) -> Collection[str]:
        """Return the names in a folder; none where it does not exist."""

    def file(self, folder: str, name: str) -> StandingFile | None:
        """Return a file, links followed; None for anything else."""

    def content(self, folder: str, name: str) -> str | None:
        """Return a file's content hash; None where it can't be read."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A photo that wants a place.

    Attributes:
        folder: as `Names.spelled` gave it.
        name: wanted, safe.
        old_name: of the photo where it stands.
    """

    folder: str
    name: str
    companions: tuple[Companion, ...]
    old_name: str
    size: int
    content: str
    key: Hashable


@dataclass(frozen=True, slots=True)
class Given:
    """What a wish got: the names of the photo and its companions, or the sentence on why it needs none.

    Attributes:
        taken: a sentence where the wanted name was taken.
    """

    names: tuple[str, ...] = ()
    taken: str = ""
    there: str = ""


@dataclass(slots=True)
class _Folder:
    """Attributes: standing: names on disk by folded name; taken: folded names of both disk and plan; spellings."""

    standing: dict[str, list[str]]
    taken: set[str]
    families: dict[str, _Family] = field(default_factory=dict)


@dataclass(slots=True)
class _Family:
    """Photos that want one name.

    Attributes:
        next: the first number not looked at; those before it are taken.
        unclaimed: standing names that were come by, by size, and that may be some photo's.
    """

    next: int = 1
    unclaimed: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


class Names:
    """The names of the target while a plan is made."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._open: dict[str, _Folder] = {}
        self._spellings: dict[str, str] = {}
        self._leaving: set[Hashable] = set()
        self._contents: dict[tuple[str, str], str | None] = {}
        self._claimed: set[tuple[str, str]] = set()

    def spelled(self, folder: str) -> str:
        """Return a folder in the spelling that stands on disk, or that an earlier call used."""
        plain = folded(folder)
        if plain not in self._spellings:
            above, _, name = folder.rpartition("/")
            parent = self.spelled(above) if above else ""
            standing = self._at(parent).standing.get(folded(name), [])
            chosen = name if name in standing or not standing else standing[0]
            self._spellings[plain] = f"{parent}/{chosen}" if parent else chosen
        return self._spellings[plain]

    def reserve(self, folders: Iterable[str]) -> None:
        """Keep the names of folders from being given to files."""
        for folder in folders:
            parts = folder.split("/")
            for depth, part in enumerate(parts):
                self._at("/".join(parts[:depth])).taken.add(folded(part))

    def leaving(self, keys: Iterable[Hashable]) -> None:
        """Tell which files a move takes away, so that no photo counts as there because of them."""
        self._leaving = set(keys)

    def stands(self, folder: str, name: str, key: Hashable) -> bool:
        """Say whether a file is in a folder already, under its name."""
        return any(
            (file := self._target.file(folder, standing)) is not None and file.key == key
            for standing in self._at(folder).standing.get(folded(name), ())
        )

    def give(self, wish: Wish) -> Given:
        """Find names for a photo and its companions, all with one number, or the file that is the photo."""
        folder = self._at(wish.folder)
        family = folder.families.setdefault(folded(wish.name), _Family())
        # The photo's own name may be a number of the family that was not come to yet.
        if self.stands(wish.folder, wish.name, wish.key):
            return Given(there=f"It is the same file as “{wish.folder}/{wish.name}”.")
        known = self._known(family, wish)
        number = family.next
        while known is None:
            names = self._group(wish, number)
            plain = [folded(name) for name in names]
            if not folder.taken.intersection(plain):
                return self._take(wish, folder, family, names, number)
            self._come_by(wish.folder, folder.standing.get(plain[0], ()), family)
            known = self._known(family, wish)
            number += 1
            if plain[0] in folder.taken:
                family.next = max(family.next, number)
        return Given(there=known)

    def _at(self, folder: str) -> _Folder:
        if folder not in self._open:
            standing: dict[str, list[str]] = {}
            for name in sorted(self._target.names(folder), key=natural_key):
                standing.setdefault(folded(name), []).append(name)
            self._open[folder] = _Folder(standing, set(standing))
        return self._open[folder]

    def _take(self, wish: Wish, folder: _Folder, family: _Family, names: tuple[str, ...], number: int) -> Given:
        folder.taken.update(map(folded, names))
        if number == family.next:
            family.next += 1
        taken = f"A name of its was taken in “{wish.folder}”, so it becomes “{names[0]}”." if number > 1 else ""
        return Given(names=names, taken=taken)

    def _come_by(self, folder: str, names: Iterable[str], family: _Family) -> None:
        for name in names:
            file = self._target.file(folder, name)
            if file is not None and file.key not in self._leaving:
                family.unclaimed[file.size].append(name)

    def _known(self, family: _Family, wish: Wish) -> str | None:
        """Return a sentence where a standing file is the photo, and claim that file."""
        if wish.size not in family.unclaimed:
            return None
        left = [name for name in family.unclaimed[wish.size] if (wish.folder, name) not in self._claimed]
        family.unclaimed[wish.size] = left
        for name in left:
            file = self._target.file(wish.folder, name)
            if file is not None and file.key == wish.key:
                return f"It is the same file as “{wish.folder}/{name}”."
            if self._content(wish.folder, name) == wish.content:
                self._claimed.add((wish.folder, name))
                return f"A file with the same content is there already: “{wish.folder}/{name}”."
        return None

    def _content(self, folder: str, name: str) -> str | None:
        if (folder, name) not in self._contents:
            self._contents[folder, name] = self._target.content(folder, name)
        return self._contents[folder, name]

    @staticmethod
    def _group(wish: Wish, number: int) -> tuple[str, ...]:
        """Return the names of a photo and its companions with a number, none of them the same."""
        stem, suffix = split_suffix(wish.name)
        mark = f" ({number})" if number > 1 else ""
        longest = max(map(byte_length, (suffix, *(companion.rest for companion in wish.companions))))
        # One byte more, for the O in the names of Apple's edits, and another for its underscore.
        room = _MOST_BYTES - longest - byte_length(mark) - 2 * any(each.original for each in wish.companions)
        stem = shortened(stem, room) + mark
        kept = stem == split_suffix(wish.old_name)[0]
        names = [safe_name(stem + suffix)]
        seen = {folded(names[0])}
        for companion in wish.companions:
            name = wanted = safe_name(companion.name) if kept else companion.renamed(stem)
            again = 1
            while folded(name) in seen:
                again += 1
                before, after = split_suffix(wanted)
                name = f"{shortened(before, _MOST_BYTES - byte_length(after) - 8)} ({again}){after}"
            seen.add(folded(name))
            names.append(name)
        return tuple(names)
