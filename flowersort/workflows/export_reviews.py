"""Write reviews into a file of their own, all of them or those of some photos."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from flowersort.core.content import content_hash
from flowersort.core.csv_names import readable
from flowersort.core.errors import PhotoError
from flowersort.core.events import FolderFailed
from flowersort.core.filed_reviews import FiledReview
from flowersort.core.photo import PhotoFile
from flowersort.core.progress import CancelToken
from flowersort.services.export.reviews_file import write_reviews, write_reviews_to
from flowersort.services.imaging.scan import check_paths, scan
from flowersort.services.store.store import Store
from flowersort.workflows.export import STANDARD_OUTPUT


@dataclass(frozen=True, slots=True)
class GatheredReviews:
    """Reviews as they go into a file.

    Attributes:
        photos: how many photos were looked at; 0 where all reviews were wanted.
        failed: what could not be looked at, a sentence each.
    """

    reviews: tuple[FiledReview, ...]
    photos: int = 0
    failed: tuple[str, ...] = ()


def gather_reviews(store: Store) -> GatheredReviews:
    """Return every review of the store, with the name of a file where one is known.

    Raises:
        StoreError: the store can't be read.
    """
    names = {each.content: _file_name(each.file.path) for each in store.reviewed_paths()}
    return GatheredReviews(tuple(_filed(store, names)))


def gather_reviews_of(
    paths: Sequence[str], *, store: Store, read: Callable[[str], bytes], cancel: CancelToken
) -> GatheredReviews:
    """Return the reviews of the photos at `paths`, files and folders mixed; a photo that the store lacks is read.

    Raises:
        UsageError: no path was given.
        FolderError: a path does not exist.
        StoreError: the store can't be read.
    """
    check_paths(paths)
    names: dict[str, str] = {}
    photos, failed = 0, list[str]()
    for each in scan(paths, recursive=True, cancel=cancel):
        if isinstance(each, FolderFailed):
            failed.append(f"{readable(each.path)}: {each.reason}")
        if not isinstance(each, PhotoFile):
            continue
        photos += 1
        try:
            content = store.content_at(each) or content_hash(read(each.path))
            names.setdefault(content, _file_name(each.path))
        except PhotoError as fault:
            failed.append(f"{readable(each.path)}: {fault}")
    found = tuple(each for each in _filed(store, names) if each.content in names)
    return GatheredReviews(found, photos, tuple(failed))


def export_reviews(gathered: GatheredReviews, target: str, *, standard_output: TextIO) -> None:
    """Write the reviews, whole or not at all; `-` is standard output.

    Raises:
        ExportError: the file can't be written.
    """
    if target == STANDARD_OUTPUT:
        write_reviews_to(standard_output, gathered.reviews)
    else:
        write_reviews(target, gathered.reviews)


def _filed(store: Store, names: dict[str, str]) -> Iterator[FiledReview]:
    for line, each in enumerate(store.reviews(), start=2):
        yield FiledReview(line, names.get(each.content, ""), each.content, each.review)


def _file_name(path: str) -> str:
    # Without its folders, which are nobody's business on another computer.
    return os.path.basename(path)  # noqa: PTH119 (a path may hold anything)
