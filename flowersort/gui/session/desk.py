"""What the window needs of the world, built beside it after the first paint: model, store, thumbnails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flowersort.bootstrap import (
    Built,
    Settings,
    build,
    models_folder,
    pack_folder,
    prepare_process,
    thumbnail_cache,
)
from flowersort.core.model import ModelFacts
from flowersort.workflows.thumbnails import ThumbnailMaker


@dataclass(frozen=True, slots=True)
class Desk:
    """The tools of an open window.

    Attributes:
        thumbnails: makes small pictures, from any thread.
        pack: folder of the model in use.
        models: folder of this user's learned packs; need not exist.
    """

    built: Built
    thumbnails: ThumbnailMaker
    pack: Path
    models: Path

    @property
    def facts(self) -> ModelFacts:
        """The model in use."""
        return self.built.tools.pack.facts

    @property
    def why_no_store(self) -> str:
        """Why nothing can be remembered; empty where it can."""
        return "" if self.built.tools.store is not None else " ".join(self.built.notices)

    def close(self) -> None:
        """Release the store."""
        self.built.close()


def open_desk(settings: Settings, environment: Mapping[str, str]) -> Desk:
    """Build the tools; takes a moment, so not in the window's thread.

    Raises:
        UsageError: a setting makes no sense.
        PackError: the model can't be used.
    """
    prepare_process()
    built = build(settings, environment)
    maker = ThumbnailMaker(built.tools.read, thumbnail_cache(environment))
    return Desk(built, maker, pack_folder(settings.model), models_folder(environment))
