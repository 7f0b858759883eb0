"""What the store takes and gives, as values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.look import PhotoLook
from flowersort.core.photo import PhotoFacts, PhotoFile
from flowersort.core.review import Review


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What the store knows of one photo under one pack.

    Attributes:
        content: content hash.
        logits: shape (classes,), float32, read-only.
        no_flower, other_flower: 0–1.
        review: the user's word, if there is one.
        look: how the photo looks, if that was ever measured.
        embedding: shape (embedding,), where it was asked for.
    """

    content: str
    facts: PhotoFacts
    logits: NDArray[np.float32]
    no_flower: float
    other_flower: float
    review: Review | None
    look: PhotoLook | None = None
    embedding: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class StoredPath:
    """A path now leads to a content that is already known: a renamed, moved or touched photo."""

    file: PhotoFile
    content: str


@dataclass(frozen=True, slots=True, eq=False)
class StoredPhoto:
    """A path with a fresh prediction.

    Attributes:
        content: content hash.
        fingerprint: of the pack that predicted.
        logits: shape (classes,).
        embedding: shape (embedding,), kept as float16, so numbers beyond ±65504 are cut to that; None leaves
            the one stored before, if any.
        look: None leaves the one stored before, if any.
    """

    file: PhotoFile
    content: str
    facts: PhotoFacts
    fingerprint: str
    logits: NDArray[np.float32]
    no_flower: float
    other_flower: float
    embedding: NDArray[np.float32] | None = None
    look: PhotoLook | None = None


@dataclass(frozen=True, slots=True)
class StoredLook:
    """A path leads to a content whose prediction is known, and whose look was measured now."""

    file: PhotoFile
    content: str
    look: PhotoLook


Entry = StoredPhoto | StoredPath | StoredLook


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review and the photo that it is about."""

    content: str
    review: Review


@dataclass(frozen=True, slots=True)
class StoredCheck:
    """A random check asked for a photo.

    Attributes:
        content: content hash.
        denied: the label that was denied without another one being given; None where a review was given.
        at: when, seconds since 1970.
    """

    content: str
    denied: str | None
    at: float


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddingBatch:
    """Some embeddings of one pack.

    Attributes:
        contents: content hashes.
        embeddings: shape (len(contents), embedding), float32.
    """

    contents: tuple[str, ...]
    embeddings: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class SeenBatch:
    """What one pack's network said of some photos, embeddings included.

    Attributes:
        contents: content hashes.
        logits: shape (len(contents), classes), float32.
        scores: shape (len(contents), 2), float64: no_flower, other_flower.
        embeddings: shape (len(contents), embedding), float32.
    """

    contents: tuple[str, ...]
    logits: NDArray[np.float32]
    scores: NDArray[np.float64]
    embeddings: NDArray[np.float32]
