"""The planner: labelled photos, rules and what stands in the target → the place of every photo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import chain

from flowersort.core.companions import Companion
from flowersort.core.csv_names import one_line
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.naming import natural_key, safe_name, split_suffix
from flowersort.core.plan import LeftPhoto, Operation, Outcome, PlannedFile, PlannedPhoto, SortRules
from flowersort.core.planner_folders import SortFolders, sort_folders
from flowersort.core.planner_names import Names, Target, Wish
from flowersort.core.rename_template import read_template

_Place = PlannedPhoto | LeftPhoto


@dataclass(frozen=True, slots=True)
class CompanionFile:
    """A companion as a file.

    Attributes:
        path: absolute.
    """

    path: str
    companion: Companion
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class SourcePhoto:
    """A photo that may be sorted, as its file is now.

    Attributes:
        name: its file's name.
        key: the same for two paths exactly where they lead to one file.
        only_name: whether its file has no second name (hard link), so that another path to it leads to this name.
        is_link: whether the path is a symbolic link.
        inside: the folders between its source and the photo.
        in_target: whether it stands in the folder that is sorted into; `inside` then begins there.
        problem: why it can't be sorted, as a sentence; empty where it can.
    """

    photo: LabelledPhoto
    name: str
    key: Hashable
    only_name: bool = False
    is_link: bool = False
    inside: tuple[str, ...] = ()
    in_target: bool = False
    companions: tuple[CompanionFile, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """What the planner came to: each photo is in exactly one of the two, in natural order of paths.

    The content hashes of companions are empty still.
    """

    photos: tuple[PlannedPhoto, ...]
    left: tuple[LeftPhoto, ...]


def place_photos(sources: Sequence[SourcePhoto], *, rules: SortRules, model: ModelFacts, target: Target) -> Places:
    """Find a place for each photo; the order of `sources` does not matter.

    Raises:
        UsageError: the rules make no sense.
        SortError: `target` can't be looked at.
    """
    ordered = sorted(sources, key=lambda source: natural_key(source.photo.file.path))
    planner = _Planner(ordered, rules, model, target)
    seen: dict[Hashable, str] = {}
    places: list[_Place] = []
    for source in ordered:
        first = next((seen[name] for name in _known_by(source) if name in seen), None)
        places.append(planner.place(source) if first is None else planner.twice(source, first))
        for name in _known_by(source):
            seen.setdefault(name, source.photo.file.path)
    return Places(
        tuple(place for place in places if isinstance(place, PlannedPhoto)),
        tuple(place for place in places if isinstance(place, LeftPhoto)),
    )


class _Planner:
    def __init__(self, sources: Sequence[SourcePhoto], rules: SortRules, model: ModelFacts, target: Target) -> None:
        self._rules, self._classes = rules, model.classes
        self._template = read_template(rules.rename)
        labels = [source.photo.label(model.classes) for source in sources]
        self._folders: SortFolders = sort_folders(labels, classes=model.classes, rules=rules)
        self._names = Names(target)
        self._numbers: Counter[str] = Counter()
        # Found before any name is given, so that no photo takes a name that a folder needs.
        self._wanted = {
            source.photo.file.path: folder
            for source, label in zip(sources, labels, strict=True)
            if (folder := self._folder(source, label))
        }
        self._names.reserve(dict.fromkeys(self._wanted.values()))
        if rules.operation is Operation.MOVE:
            self._names.leaving(source.key for source in sources if self._leaves(source))

    def place(self, source: SourcePhoto) -> _Place:
        """Return a photo's place."""
        label = source.photo.label(self._classes)
        choice = self._folders.choose(source.photo, label)
        if choice.reason:
            return self._left(source, Outcome.SKIPPED, choice.reason)
        if source.problem:
            return self._left(source, Outcome.FAILED, source.problem)
        if source.is_link and self._rules.operation is not Operation.COPY:
            done = "moved" if self._rules.operation is Operation.MOVE else "linked"
            return self._left(
                source, Outcome.SKIPPED, f"It is a symbolic link to a photo, and links are not {done}; copying works."
            )
        return self._named(source, label)

    def twice(self, source: SourcePhoto, first: str) -> LeftPhoto:
        """Return what becomes of a photo that was placed already, by that path."""
        same = source.photo.file.path == first
        reason = "It was named twice." if same else f"It is the same file as “{first}”, which was named, too."
        return self._left(source, Outcome.SKIPPED, reason)

    def _leaves(self, source: SourcePhoto) -> bool:
        """Say whether a move may take a photo away from where it is."""
        folder = self._wanted.get(source.photo.file.path)
        return folder is not None and not source.is_link and not self._names.stands(folder, source.name, source.key)

    def _folder(self, source: SourcePhoto, label: str) -> str:
        """Return the folder that a photo wants, in the spelling that stands there; empty where it wants none."""
        choice = self._folders.choose(source.photo, label)
        if choice.reason or source.problem:
            return ""
        inside = self._folders.without(source.inside) if source.in_target else source.inside
        parts = map(safe_name, inside) if self._rules.keep_tree else ()
        return self._names.spelled("/".join(chain((choice.folder,), parts)))

    def _named(self, source: SourcePhoto, label: str) -> _Place:
        folder = self._wanted[source.photo.file.path]
        if self._template is None and self._names.stands(folder, source.name, source.key):
            return self._left(source, Outcome.ALREADY_THERE, f"It is the same file as “{folder}/{source.name}”.")
        stem, suffix = split_suffix(source.name)
        new_stem = stem
        if self._template is not None:
            self._numbers[folder] += 1
            number = self._numbers[folder]
            new_stem = self._template.stem(source.photo, name=stem, label=label, number=number)
        wish = Wish(
            folder=folder,
            name=safe_name(new_stem + suffix),
            companions=tuple(file.companion for file in source.companions),
            old_name=source.name,
            size=source.photo.file.size,
            content=source.photo.content or "",
            key=source.key,
        )
        given = self._names.give(wish)
        if given.there:
            return self._left(source, Outcome.ALREADY_THERE, given.there)
        wanted, made_safe = new_stem + suffix, ""
        if not given.taken and given.names[0] != wanted:
            made_safe = f"Not every system takes the name “{wanted}”, so it becomes “{given.names[0]}”."
        return PlannedPhoto(
            file=_planned(source, folder, given.names[0]),
            companions=tuple(
                PlannedFile(file.path, f"{folder}/{name}", file.size, file.modified_ns, "")
                for file, name in zip(source.companions, given.names[1:], strict=True)
            ),
            label=label,
            folder=folder,
            collision=one_line(given.taken or made_safe),
        )

    def _left(self, source: SourcePhoto, outcome: Outcome, reason: str) -> LeftPhoto:
        return LeftPhoto(source.photo.file.path, source.photo.label(self._classes), outcome, one_line(reason))


def _known_by(source: SourcePhoto) -> tuple[Hashable, ...]:
    """Return what tells a photo that was named twice, also by a linked or mounted folder."""
    path = source.photo.file.path
    # The content as well, since some network file systems number their files anew now and then.
    return (path, (source.key, source.photo.content)) if source.only_name and not source.is_link else (path,)


def _planned(source: SourcePhoto, folder: str, name: str) -> PlannedFile:
    file = source.photo.file
    return PlannedFile(
        source=file.path,
        target=f"{folder}/{name}",
        size=file.size,
        modified_ns=file.modified_ns,
        content=source.photo.content or "",
    )
