"""Whether a file is there, where a wrong "no" would be written down as the truth."""

from __future__ import annotations

import os

from flowersort.services.sorting.disk import Disk


class Presence:
    """Asks for files, and believes that one is not there only if its folder does not name it either.

    A share whose server restarts says of everything for a while that it is not there.
    """

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        # Names by folder: asked once, because a folder of many thousands takes long to list.
        self._names: dict[str, frozenset[str]] = {}

    def status(self, path: str) -> os.stat_result | None:
        """Return what stands at a path, None where nothing does.

        Raises:
            OSError: the disk can't say, or contradicts itself.
        """
        try:
            return self._disk.status(path)
        except NotADirectoryError:
            return None
        except FileNotFoundError:
            if not self._is_named(path):
                return None
            # It may have been removed since its folder was listed.
            self._names.clear()
            if not self._is_named(path):
                return None
            raise

    def _is_named(self, path: str) -> bool:
        folder, name = os.path.split(path)
        if not name:
            return True
        try:
            if folder not in self._names:
                self._names[folder] = frozenset(self._disk.names(folder))
        except NotADirectoryError:
            return False
        except PermissionError:
            # What may be entered need not be readable.
            return False
        except FileNotFoundError:
            return self._is_named(folder)
        return name in self._names[folder]
