"""What the user has set, and where the window was: kept in an INI file."""

from __future__ import annotations

import base64
import binascii
import json
import math
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSettings

from flowersort.core.plan import Operation, SortRules
from flowersort.gui.theme.tokens import ThemeChoice
from flowersort.gui.translation import Language

BUNDLED_MODEL = "flowers"
MOST_RECENT = 10
MOST_JOBS = 256
THUMBNAIL_SIZES = range(96, 321)
_USUAL_THUMBNAIL = 144
_MOST_TRUSTED = 100

_Value = TypeVar("_Value")
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class RecentFolder:
    """A folder that was open before.

    Attributes:
        path: absolute.
        photos: how many photos it held.
        to_review: how many of them were still doubtful.
        current: path of the photo that was looked at last; empty where there was none.
    """

    path: str
    photos: int
    to_review: int
    current: str = ""


class Preferences:
    """The user's settings; what is missing, damaged or out of its range reads as the default.

    Each setting is written when it is set. Where the file can't be written, it holds until the program ends.

    Args:
        path: the INI file; neither it nor its folder need exist. A relative one, for want of a home folder, is left
            alone.
    """

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat) if path.is_absolute() else None
        self._set_here: dict[str, str] = {}

    @property
    def theme(self) -> ThemeChoice:
        """Light, dark, or as the system has it."""
        return self._choice("window/theme", ThemeChoice.SYSTEM)

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._write("window/theme", choice.value)

    @property
    def language(self) -> Language:
        """The language of the window, from the next start on."""
        return self._choice("window/language", Language.SYSTEM)

    @language.setter
    def language(self, language: Language) -> None:
        self._write("window/language", language.value)

    @property
    def model(self) -> str:
        """Name of a bundled model, or the folder of another one."""
        return self._text("run/model") or BUNDLED_MODEL

    @model.setter
    def model(self, model: str) -> None:
        self._write("run/model", model)

    @property
    def jobs(self) -> int:
        """Worker threads; 0 stands for one per core."""
        return self._read("run/jobs", lambda text: _within(int(text), range(MOST_JOBS + 1)), 0)

    @jobs.setter
    def jobs(self, jobs: int) -> None:
        self._write("run/jobs", str(jobs))

    @property
    def threshold(self) -> float | None:
        """Smallest confidence that counts as sure, 0–1; None leaves it to the model."""
        return self._read("run/threshold", lambda text: _share(float(text)), None)

    @threshold.setter
    def threshold(self, threshold: float | None) -> None:
        self._write("run/threshold", "" if threshold is None else repr(threshold))

    @property
    def thumbnail_size(self) -> int:
        """Long side of a thumbnail in the grid, in logical pixels."""
        return self._read("window/thumbnail_size", lambda text: _within(int(text), THUMBNAIL_SIZES), _USUAL_THUMBNAIL)

    @thumbnail_size.setter
    def thumbnail_size(self, size: int) -> None:
        self._write("window/thumbnail_size", str(size))

    @property
    def auto_advance(self) -> bool:
        """Whether a review goes on to the next doubtful photo."""
        return self._read("review/auto_advance", _yes_or_no, True)

    @auto_advance.setter
    def auto_advance(self, on: bool) -> None:
        self._write("review/auto_advance", "true" if on else "false")

    @property
    def sort_into(self) -> str:
        """The folder that the last sort went to; empty before the first."""
        return self._text("sort/into")

    @sort_into.setter
    def sort_into(self, folder: str) -> None:
        self._write("sort/into", folder)

    @property
    def sort_operation(self) -> Operation:
        """Whether a sort copies, moves or links."""
        return self._choice("sort/operation", Operation.COPY)

    @sort_operation.setter
    def sort_operation(self, operation: Operation) -> None:
        self._write("sort/operation", operation.value)

    @property
    def sort_rules(self) -> SortRules:
        """How the last sort was done; its operation is `sort_operation`."""
        return replace(self._read("sort/rules", _rules, SortRules()), operation=self.sort_operation)

    @sort_rules.setter
    def sort_rules(self, rules: SortRules) -> None:
        self.sort_operation = rules.operation
        self._write("sort/rules", json.dumps(asdict(rules)))

    @property
    def recent_folders(self) -> tuple[RecentFolder, ...]:
        """The folders that were open last, newest first, at most `MOST_RECENT`."""
        return self._read("recent/folders", _folders, ())

    def remember_folder(self, folder: RecentFolder) -> None:
        """Put a folder first among the recent ones, with its counts as they are now."""
        others = (other for other in self.recent_folders if _same_place(other.path) != _same_place(folder.path))
        self._write_folders((folder, *others))

    def forget_folder(self, path: str) -> None:
        """Take a folder from the recent ones."""
        self._write_folders(
            tuple(other for other in self.recent_folders if _same_place(other.path) != _same_place(path))
        )

    def trusts(self, model: str) -> bool:
        """Return whether the user has said that a model comes from where they trust; bundled ones always do."""
        return model == BUNDLED_MODEL or _same_place(model) in self._trusted()

    def trust(self, model: str) -> None:
        """Remember that the user trusts where a model comes from.

        Args:
            model: the model's folder.
        """
        others = tuple(other for other in self._trusted() if other != _same_place(model))
        self._write("run/trusted_models", json.dumps((_same_place(model), *others)[:_MOST_TRUSTED]))

    def layout(self, part: str) -> bytes:
        """Return the geometry of a part of the window as it was left; empty where it was never kept."""
        return self._read(f"layout/{part}", _bytes, b"")

    def keep_layout(self, part: str, geometry: bytes) -> None:
        """Keep the geometry of a part of the window, as its `saveGeometry` or `saveState` returns it."""
        self._write(f"layout/{part}", base64.b64encode(geometry).decode("ascii"))

    def flush(self) -> bool:
        """Write now what is not written yet, and return whether the file could take it."""
        if self._settings is None:
            return False
        self._settings.sync()
        return self._settings.status() is QSettings.Status.NoError

    def _trusted(self) -> tuple[str, ...]:
        return self._read("run/trusted_models", _texts, ())

    def _write_folders(self, folders: tuple[RecentFolder, ...]) -> None:
        self._write("recent/folders", json.dumps([asdict(folder) for folder in folders[:MOST_RECENT]]))

    def _choice(self, key: str, usual: _Choice) -> _Choice:
        return self._read(key, type(usual), usual)

    def _read(self, key: str, parse: Callable[[str], _Value], usual: _Value) -> _Value:
        try:
            return parse(self._text(key))
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return usual

    def _text(self, key: str) -> str:
        if key in self._set_here:
            return self._set_here[key]
        value = self._settings.value(key, "") if self._settings is not None else ""
        return value if isinstance(value, str) else ""

    def _write(self, key: str, value: str) -> None:
        if self._text(key) == value:
            return
        self._set_here[key] = value
        if self._settings is not None:
            self._settings.setValue(key, value)


def _within(value: int, bounds: range) -> int:
    if value not in bounds:
        raise ValueError(value)
    return value


def _share(value: float) -> float | None:
    if not (math.isfinite(value) and 0.0 <= value <= 1.0):
        raise ValueError(value)
    return value


def _yes_or_no(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as fault:
        raise ValueError(text) from fault


def _texts(text: str) -> tuple[str, ...]:
    values = json.loads(text)
    return tuple(value for value in values if isinstance(value, str))


def _folders(text: str) -> tuple[RecentFolder, ...]:
    found: dict[str, RecentFolder] = {}
    for entry in json.loads(text):
        folder = RecentFolder(
            path=entry["path"],
            photos=int(entry["photos"]),
            to_review=int(entry["to_review"]),
            current=str(entry.get("current", "")),
        )
        if isinstance(folder.path, str) and folder.path:
            found.setdefault(_same_place(folder.path), folder)
    return tuple(found.values())[:MOST_RECENT]


def _rules(text: str) -> SortRules:
    fields = json.loads(text)
    doubts = {name: fields[name] for name in ("unsure", "other_flower", "no_flower")}
    if not all(folder is None or (isinstance(folder, str) and folder) for folder in doubts.values()):
        raise ValueError(text)
    return SortRules(keep_tree=fields["keep_tree"] is True, rename=str(fields["rename"]), **doubts)


def _same_place(path: str) -> str:
    return os.path.normcase(os.path.normpath(path))
