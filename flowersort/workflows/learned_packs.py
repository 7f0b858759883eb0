"""Learned packs of this user: which there are, which one is in use, and the way back to the original."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flowersort.core.errors import PackError
from flowersort.core.model import ModelFacts
from flowersort.services.export.atomic import write_whole
from flowersort.services.inference.pack import load_pack

MODELS_FOLDER = "models"
"""Beside the records of sorts."""
LEARNED_SUFFIX = "-learned"
_IN_USE = "in-use.txt"
_MOST = 4096


@dataclass(frozen=True, slots=True)
class LearnedPack:
    """One folder among a user's learned packs.

    Attributes:
        facts: None where it can't be used.
        problem: why not, as a sentence.
    """

    folder: Path
    facts: ModelFacts | None
    problem: str | None = None


def learned_packs(models: Path) -> list[LearnedPack]:
    """Return all learned packs, the newest name last; damaged and newer ones say what is wrong with them."""
    return [_opened(folder) for folder in _folders(models)]


def free_place(models: Path, name: str) -> Path:
    """Return a folder for another learned pack of a base of this name, which is not there yet."""
    taken = {folder.name for folder in _folders(models)}
    number = 1
    while f"{name}{LEARNED_SUFFIX}-{number}" in taken:
        number += 1
    return models / f"{name}{LEARNED_SUFFIX}-{number}"


def pack_in_use(models: Path) -> Path | None:
    """Return the folder of the pack that was chosen; None for the original, and where the chosen one is gone."""
    folder = chosen_pack(models)
    # Asked so that a folder that may not be entered counts as gone.
    return folder if folder is not None and os.path.isdir(folder) else None  # noqa: PTH112


def chosen_pack(models: Path) -> Path | None:
    """Return the folder of the pack that was chosen, be it there or not; None for the original."""
    try:
        with (models / _IN_USE).open(encoding="utf-8") as file:
            name = file.read(_MOST).strip()
    except (OSError, ValueError):
        return None
    folder = Path(name)
    return folder if folder.is_absolute() else None


def use_pack(models: Path, folder: Path | None) -> None:
    """Remember which pack to use from now on; None goes back to the original. No pack is changed or deleted.

    Raises:
        PackError: the pack can't be used.
        ExportError: it can't be remembered; what was in use still is.
    """
    if folder is not None:
        load_pack(folder)
    chosen = "" if folder is None else os.path.abspath(folder)  # noqa: PTH100 (links stay)
    if folder is None and not os.path.lexists(models / _IN_USE):
        return
    models.mkdir(parents=True, exist_ok=True)
    write_whole(models / _IN_USE, lambda stream: print(chosen, file=stream))


def _opened(folder: Path) -> LearnedPack:
    try:
        return LearnedPack(folder, load_pack(folder).facts)
    except PackError as fault:
        return LearnedPack(folder, None, str(fault))


def _folders(models: Path) -> Iterator[Path]:
    try:
        found = sorted(path for path in models.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return
    yield from found
