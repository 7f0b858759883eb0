"""Builds the services and hands them to the workflows; nothing else does, and nothing here is global."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flowersort.core.errors import PackError, StoreError, UsageError
from flowersort.places import places, resource
from flowersort.services.cache.thumbnail_cache import ThumbnailCache
from flowersort.services.imaging.pillow_setup import prepare_pillow
from flowersort.services.imaging.read import read_photo
from flowersort.services.inference.pack import MANIFEST_FILE, Pack, load_pack
from flowersort.services.sorting.records import SortRecords
from flowersort.services.store.store import Store
from flowersort.workflows.import_reviews import IMPORTS_FOLDER
from flowersort.workflows.learned_packs import MODELS_FOLDER
from flowersort.workflows.tools import Tools

BUNDLED_PACK = "flowers"
_THUMBNAILS = "thumbnails"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a call asks for.

    Attributes:
        model: name of a bundled pack, or the folder of another one.
        jobs: worker threads; None takes one per core.
        with_store: whether predictions are remembered.
    """

    model: str = BUNDLED_PACK
    jobs: int | None = None
    with_store: bool = True


@dataclass(frozen=True, slots=True)
class Built:
    """Tools for the workflows, and what the user should know of how they were built.

    Attributes:
        sorts: the records of this user's sorts.
        imports: the folder with the records of imported reviews; need not exist.
    """

    tools: Tools
    sorts: SortRecords
    imports: Path
    notices: list[str] = field(default_factory=list)

    def close(self) -> None:
        """Release the store."""
        if self.tools.store is not None:
            self.tools.store.close()


def pack_folder(model: str) -> Path:
    """Return the folder of a pack given by name or folder.

    Raises:
        PackError: neither a bundled pack nor a folder with a manifest goes by that name.
    """
    bundled = resource("models", model) if model.isidentifier() else None
    if bundled is not None and bundled.is_dir():
        return bundled
    folder = Path(os.path.expanduser(model))  # noqa: PTH111 (Path's raises for `~nobody`)
    if not os.path.isfile(folder / MANIFEST_FILE):  # noqa: PTH113 (Path's raises where it may not look)
        raise PackError(f"There is no model {model!r}: neither a bundled one nor a folder with a {MANIFEST_FILE}.")
    return folder


def open_pack(model: str) -> Pack:
    """Load and check a pack by name or folder.

    Raises:
        PackError: there is none, or it fails a check.
    """
    return load_pack(pack_folder(model))


def build(settings: Settings, environment: Mapping[str, str]) -> Built:
    """Build what a workflow needs. A store that can't be used becomes a notice, not an error.

    Raises:
        UsageError: `jobs` is below 1.
        PackError: the pack can't be used.
    """
    if settings.jobs is not None and settings.jobs < 1:
        raise UsageError(f"At least one job is needed, not {settings.jobs}.")
    pack = open_pack(settings.model)
    store, notices = _open_store(places(environment).store) if settings.with_store else (None, [])
    jobs = settings.jobs or cores()
    tools = Tools(pack=pack, store=store, jobs=jobs, clock=time.monotonic, read=read_photo)
    return Built(tools, sort_records(environment), imports_folder(environment), notices)


def thumbnail_cache(environment: Mapping[str, str]) -> ThumbnailCache | None:
    """Return the cache of thumbnails, None for a user without a place for one. Nothing is made or read yet."""
    folder = places(environment).cache / _THUMBNAILS
    return ThumbnailCache(folder) if folder.is_absolute() else None


def sort_records(environment: Mapping[str, str]) -> SortRecords:
    """Return the records of this user's sorts. Nothing is made or read yet."""
    return SortRecords(places(environment).sorts)


def imports_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder with the records of this user's imports of reviews; it need not exist."""
    return places(environment).sorts.parent / IMPORTS_FOLDER


def models_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of this user's learned packs; it need not exist."""
    return places(environment).sorts.parent / MODELS_FOLDER


def prepare_process() -> None:
    """Set what holds for the whole process; for programs, not for the library in somebody else's."""
    prepare_pillow()


def cores() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def _open_store(path: Path) -> tuple[Store | None, list[str]]:
    try:
        if not path.is_absolute():
            raise StoreError("There is no home folder to keep a store in; FLOWERSORT_HOME can name another place.")
        store = Store.open(path)
    except StoreError as fault:
        return None, [f"{fault} This run goes on without remembering its results."]
    return store, [store.notice] if store.notice else []
