"""The photos of a sort and their companions, as they stand on disk when the plan is made."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flowersort.core.companions import Companion, companions_of
from flowersort.core.errors import FolderError, PhotoError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.plan import Operation
from flowersort.core.planner import CompanionFile, SourcePhoto
from flowersort.services.imaging.formats import has_photo_suffix
from flowersort.services.imaging.survey import FileStatus, file_status, may_change, names_in


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder that photos stand in. `problem` says why nothing can be sorted from there."""

    inside: tuple[str, ...] = ()
    in_target: bool = False
    companions: dict[str, tuple[Companion, ...]] | None = None
    problem: str = ""


class SortSources:
    """Looks at the photos of a sort; each folder is listed once.

    Args:
        sources: what the user gave, absolute.
        into: the folder that is sorted into, absolute.
    """

    def __init__(self, sources: Sequence[str], *, into: str, operation: Operation) -> None:
        self._sources = sorted(sources, key=len, reverse=True)
        self._into, self._operation = into, operation
        # A target that is reached through a link is the same folder still.
        self._real_into = os.path.realpath(into)
        self._folders: dict[str, _Folder] = {}

    def look(self, photo: LabelledPhoto) -> SourcePhoto:
        """Return a photo as it is now, with its companions."""
        folder_path, name = os.path.split(photo.file.path)
        found = SourcePhoto(photo=photo, name=name, key=photo.file.path)
        if photo.content is None:
            return found
        folder = self._folder(folder_path, photo.file.path)
        try:
            status = file_status(photo.file.path)
            companions = tuple(self._companions(folder_path, (folder.companions or {}).get(name, ())))
        except PhotoError as fault:
            return replace(found, problem=str(fault))
        return replace(
            found,
            key=status.key,
            only_name=status.only_name,
            is_link=status.is_link,
            inside=folder.inside,
            in_target=folder.in_target,
            companions=companions,
            problem=_changed(photo, status) or folder.problem,
        )

    def _folder(self, path: str, photo: str) -> _Folder:
        if path not in self._folders:
            self._folders[path] = self._listed(path, photo)
        return self._folders[path]

    def _listed(self, path: str, photo: str) -> _Folder:
        inside = _below(path, self._into)
        if inside is None:
            inside = _below(os.path.realpath(path), self._real_into)
        in_target = inside is not None
        if inside is None:
            above = (_below(path, source) for source in self._sources if source != photo)
            inside = next((parts for parts in above if parts is not None), ())
        try:
            names = names_in(path)
        except FolderError as fault:
            return _Folder(inside, in_target, problem=f"{fault} So its companions can't be told.")
        problem = ""
        if self._operation is Operation.MOVE and not may_change(path):
            problem = "Nothing can be taken from its folder, which is read-only for you; copying works."
        photos = frozenset(name for name in names if has_photo_suffix(name)) | {os.path.basename(photo)}  # noqa: PTH119
        return _Folder(inside, in_target, companions_of(names, photos=photos), problem)

    @staticmethod
    def _companions(folder: str, companions: Sequence[Companion]) -> Iterator[CompanionFile]:
        """Yield companions that are files; a folder or a link that is named like one stays.

        Raises:
            PhotoError: one can't be asked.
        """
        for companion in companions:
            path = os.path.join(folder, companion.name)  # noqa: PTH118
            status = file_status(path)
            if status.is_file and not status.is_link:
                yield CompanionFile(path, companion, status.size, status.modified_ns)


def _changed(photo: LabelledPhoto, status: FileStatus) -> str:
    same = status.is_file and (status.size, status.modified_ns) == (photo.file.size, photo.file.modified_ns)
    return "" if same else "It changed since it was labelled."


def _below(path: str, folder: str) -> tuple[str, ...] | None:
    """Return the folders from one folder down to another; None where it does not lie in there."""
    if path == folder:
        return ()
    above = folder if folder.endswith(os.sep) else folder + os.sep
    return Path(path[len(above) :]).parts if path.startswith(above) else None
