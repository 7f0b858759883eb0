"""Learn from reviews: what the store remembers in, a head and what it is worth out. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from flowersort.core.calibration import probabilities
from flowersort.core.errors import UsageError
from flowersort.core.learning import Learnt, plan_lesson, same_pictures
from flowersort.services.inference.pack import Pack
from flowersort.services.learning.teach import Material, teach
from flowersort.services.store.store import Store
from flowersort.services.store.values import SeenBatch, StoredReview

# As many photos without a review as tell what this user's photos look like.
_LOOKED_AT, _SURE = 1500, 400
# More reviews than these would take more than a moment; the newest are the ones that matter.
_MOST_REVIEWS = 1000
# Of 1,024 photos each.
_BATCHES = 8


def learn(
    *, pack: Pack, store: Store, contents: Sequence[str] | None = None, new_classes: Sequence[str] = ()
) -> Learnt:
    """Learn from the reviews of photos that the pack's network has seen.

    From a learned pack, learning begins anew on the pack below it, with all reviews.

    Args:
        contents: content hashes of the photos that matter, with and without a review; None for all in the store.
        new_classes: the new classes to learn; empty for all that the reviews name.

    Raises:
        UsageError: there are no reviews, or none of photos that the network has seen.
        StoreError: the store can't be read.
    """
    own, fingerprint = pack.facts.classes[: pack.manifest.own], pack.facts.stored_under
    reviewed = _reviewed(store, contents)
    if not reviewed:
        raise UsageError("There is nothing to learn from: no photo has a review yet.")
    seen = _seen([each.content for each in reviewed], store, pack)
    places = {content: place for place, content in enumerate(seen.contents)}
    known = [each for each in reviewed if each.content in places]
    if not known:
        raise UsageError("There is nothing to learn from: label the photos with reviews by this model first.")
    rows = [places[each.content] for each in known]
    embeddings, logits = seen.embeddings[rows], seen.logits[rows]
    pictures = same_pictures((embeddings - pack.reference.mean) / pack.reference.scale)
    lesson = plan_lesson([each.review for each in known], classes=own, pictures=pictures, wanted=new_classes)
    if len(known) < len(reviewed):
        unseen = f"{len(reviewed) - len(known):,} reviews are of photos that this model has not labelled."
        lesson = replace(lesson, remarks=(*lesson.remarks, unseen))
    others = _unreviewed(store, contents, {each.content for each in reviewed}, fingerprint)
    sure, sure_logits = _sure(_seen(others, store, pack), pack)
    return teach(
        Material(
            classes=own,
            temperature=pack.facts.temperature,
            mean=pack.reference.mean,
            scale=pack.reference.scale,
            lesson=lesson,
            pictures=pictures,
            embeddings=embeddings,
            logits=logits,
            sure=sure,
            sure_logits=sure_logits,
            statistics=pack.statistics,
        )
    )


def _reviewed(store: Store, contents: Sequence[str] | None) -> list[StoredReview]:
    """Return the reviews that matter, the oldest first."""
    asked = None if contents is None else set(contents)
    found = [each for each in store.reviews() if asked is None or each.content in asked]
    return sorted(found, key=lambda each: each.review.at)[-_MOST_REVIEWS:]


def _seen(contents: Sequence[str], store: Store, pack: Pack) -> SeenBatch:
    """Return what the network said of photos, as far as the store knows and nothing is damaged."""
    own, length = pack.manifest.own, pack.manifest.embedding
    nothing = SeenBatch((), np.empty((0, own), np.float32), np.empty((0, 2)), np.empty((0, length), np.float32))
    batches = [
        each
        for each in store.seen_of(contents, pack.facts.stored_under)
        if each.logits.shape[1] == own and each.embeddings.shape[1] == length and np.isfinite(each.embeddings).all()
    ]
    return SeenBatch(
        contents=tuple(content for each in batches for content in each.contents),
        logits=np.concatenate([nothing.logits, *(each.logits for each in batches)]),
        scores=np.concatenate([nothing.scores, *(each.scores for each in batches)]),
        embeddings=np.concatenate([nothing.embeddings, *(each.embeddings for each in batches)]),
    )


def _unreviewed(store: Store, contents: Sequence[str] | None, reviewed: set[str], fingerprint: str) -> list[str]:
    """Return some photos without a review, spread evenly."""
    every = list(_all_contents(store, fingerprint) if contents is None else dict.fromkeys(contents))
    left = [content for content in every if content not in reviewed]
    return left[:: max(1, -(-len(left) // _LOOKED_AT))]


def _all_contents(store: Store, fingerprint: str) -> Iterator[str]:
    for number, batch in enumerate(store.embeddings(fingerprint)):
        if number >= _BATCHES:
            return
        yield from batch.contents


def _sure(seen: SeenBatch, pack: Pack) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return embeddings and logits of some photos whose label the network is sure of."""
    cuts = pack.facts.thresholds
    chances = probabilities(seen.logits, pack.facts.temperature)
    needed = np.array([cuts.sure_for(top) for top in chances.argmax(axis=1).tolist()])
    flagged = (seen.scores >= (cuts.no_flower, cuts.other_flower)).any(axis=1)
    rows = np.flatnonzero(~flagged & (chances.max(axis=1, initial=0.0) >= needed))
    rows = rows[:: max(1, -(-len(rows) // _SURE))]
    return seen.embeddings[rows], seen.logits[rows]
