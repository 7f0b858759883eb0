"""What the workflows work with: services and settings, built by bootstrap and handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flowersort.core.errors import StoreError
from flowersort.services.inference.classifier import PackClassifier
from flowersort.services.inference.pack import Pack
from flowersort.services.store.store import Store


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything that a run needs from outside.

    Attributes:
        store: None where the run does without one.
        jobs: worker threads, at least 1.
        clock: seconds that never go back, for durations.
        read: path → bytes of a photo; raises PhotoError.
    """

    pack: Pack
    store: Store | None
    jobs: int
    clock: Callable[[], float]
    read: Callable[[str], bytes]

    def store_of_reviews(self) -> Store:
        """Return the store, for what makes no sense without one.

        Raises:
            StoreError: there is none.
        """
        if self.store is None:
            raise StoreError("Without the store there are no reviews; nothing was changed.")
        return self.store

    def new_classifier(self) -> PackClassifier:
        """Return a classifier of its own for one worker thread.

        Raises:
            PackError: the pack's network can't be run.
        """
        return PackClassifier(self.pack)
