"""What stands in the folder that is sorted into, looked at when it is asked for and only once."""

from __future__ import annotations

import os

from flowersort.core.errors import FolderError, PhotoError, SortError
from flowersort.core.planner_names import StandingFile
from flowersort.services.imaging.scan_faults import shown
from flowersort.services.imaging.survey import file_content, file_status, is_nothing, names_in


class TargetFolders:
    """The target of a sort, as the planner asks for it.

    Args:
        into: absolute path; need not exist.
    """

    def __init__(self, into: str) -> None:
        self._into = into
        self._files: dict[tuple[str, str], StandingFile | None] = {}

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names in a folder; none where it does not exist.

        Raises:
            SortError: it can't be listed, or is no folder.
        """
        path = self._path(folder)
        try:
            return () if is_nothing(path) else names_in(path)
        except FolderError as fault:
            raise SortError(f"{fault} Nothing can be sorted into {shown(self._into)}.") from fault

    def file(self, folder: str, name: str) -> StandingFile | None:
        """Return a file, links followed; None for a folder, a broken link or what can't be asked."""
        if (folder, name) not in self._files:
            self._files[folder, name] = self._look(folder, name)
        return self._files[folder, name]

    def content(self, folder: str, name: str) -> str | None:
        """Return a file's content hash; None where it can't be read, so that it counts as another file."""
        try:
            return file_content(os.path.join(self._path(folder), name))  # noqa: PTH118
        except PhotoError:
            return None

    def _look(self, folder: str, name: str) -> StandingFile | None:
        try:
            status = file_status(os.path.join(self._path(folder), name))  # noqa: PTH118
        except PhotoError:
            return None
        return StandingFile(status.size, status.key) if status.is_file else None

    def _path(self, folder: str) -> str:
        return os.path.join(self._into, *folder.split("/")) if folder else self._into  # noqa: PTH118
