"""What lies beside the store's file, by name."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# The main file goes last: as long as it stands, the others are known to belong to it.
PARTS = ("-wal", "-shm", "-journal", "")


@dataclass(frozen=True, slots=True)
class StoreFiles:
    """The names around one store, `store.sqlite` in these examples.

    Attributes:
        main: the database; SQLite itself adds `store.sqlite-wal` and `store.sqlite-shm`.
    """

    main: Path

    @property
    def opening_lock(self) -> Path:
        """`store.sqlite.opening`: held, alone, while a process opens, migrates or repairs."""
        return self._beside(".opening")

    @property
    def users_lock(self) -> Path:
        """`store.sqlite.users`: held, shared, as long as a store is open; alone for a repair."""
        return self._beside(".users")

    @property
    def marker(self) -> Path:
        """`store.sqlite.is-damaged`: left by whoever comes upon damage; the next open repairs."""
        return self._beside(".is-damaged")

    @property
    def building(self) -> Path:
        """`store.building.sqlite`: a repaired store that is not complete yet."""
        return self._named("building")

    def salvaged(self, number: int) -> Path:
        """`store.salvaged-N.sqlite`: a complete repaired store that waits to be put in place."""
        return self._named(f"salvaged-{number}")

    def damaged(self, number: int) -> Path:
        """`store.damaged-N.sqlite`: a damaged store that was set aside."""
        return self._named(f"damaged-{number}")

    def free_number(self) -> int:
        """Return the smallest number under which no file was set aside yet."""
        number = 1
        while any(os.path.lexists(with_part(self.damaged(number), part)) for part in PARTS):
            number += 1
        return number

    def pending(self) -> Iterator[int]:
        """Yield the numbers of repairs that were cut short before the last step."""
        pattern = glob.escape(f"{self.main.stem}.salvaged-") + "*" + glob.escape(self.main.suffix)
        for path in sorted(self.main.parent.glob(pattern)):
            number = path.name.removeprefix(f"{self.main.stem}.salvaged-").removesuffix(self.main.suffix)
            if number.isdecimal():
                yield int(number)

    def _beside(self, ending: str) -> Path:
        return self.main.with_name(self.main.name + ending)

    def _named(self, word: str) -> Path:
        return self.main.with_name(f"{self.main.stem}.{word}{self.main.suffix}")


def with_part(path: Path, part: str) -> Path:
    """Return the name of a database's companion, such as its `-wal`."""
    return path.with_name(path.name + part)


def length(path: Path) -> int:
    """Return the file's length in bytes, 0 where there is none. Raises OSError."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def is_empty(main: Path) -> bool:
    """Tell whether SQLite takes the file for a new database; a single byte counts as none, too. Raises OSError."""
    return length(main) <= 1


def make_durable(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk. Raises OSError."""
    if path.is_dir() and sys.platform == "win32":
        return  # Windows can't flush a folder, and keeps its names safe by itself.
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
