"""Right labels that somebody typed, as reviews: what each word means, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from flowersort.core.folder_labels import class_named
from flowersort.core.review import Review, Verdict, review_of

_VERDICTS = {verdict.value: verdict for verdict in Verdict if verdict is not Verdict.CLASS}


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of some photos.

    Attributes:
        reviews: by content.
        contradicting: names of photos that are copies of one content and were given different labels; none of them
            counts.
        unknown: names that no photo has.
        strangers: labels that are none of the model's classes.
    """

    reviews: dict[str, Review]
    contradicting: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)


def true_reviews(
    labels: Iterable[tuple[str, str]], *, contents: dict[str, str], classes: tuple[str, ...], at: float
) -> Truth:
    """Return typed labels as reviews.

    A label may differ from a class by case and plural. `no_flower`, `other_flower` and `excluded` are labels, too; any
    other word is a class that the model does not know.

    Args:
        labels: name of a photo and its label; empty labels are left out.
        contents: content hash of each photo by name.
        at: when the reviews are given, seconds since 1970.
    """
    given: dict[str, dict[str, str]] = {}
    truth = Truth({})
    for name, label in labels:
        content = contents.get(name)
        if content is None:
            truth.unknown.append(name)
        elif label:
            given.setdefault(content, {})[name] = _word(label, classes)
    for content, words in given.items():
        word, *others = sorted(set(words.values()))
        if others:
            truth.contradicting.extend(words)
            continue
        truth.reviews[content] = review_of(word, at=at)
        if word not in classes and word not in _VERDICTS and word not in truth.strangers:
            truth.strangers.append(word)
    return truth


def _word(label: str, classes: tuple[str, ...]) -> str:
    plain = label.casefold().replace(" ", "_")
    return plain if plain in _VERDICTS else class_named(label, classes) or label
