"""Made-up photos, predictions and reviews for the store, each told from the others by its number."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np

from flowersort.core.look import PhotoLook
from flowersort.core.photo import PhotoFacts, PhotoFile
from flowersort.core.review import Review, Verdict
from flowersort.services.store.store import Store
from flowersort.services.store.values import Known, StoredPhoto

PACK = "pack-a"
EMBEDDING = 64
ROOT = Path(__file__).parents[2]


def content_of(number: int) -> str:
    return hashlib.blake2b(str(number).encode(), digest_size=16).hexdigest()


def file_of(number: int) -> PhotoFile:
    return PhotoFile(path=f"/photos/{number}.jpg", size=1000 + number, modified_ns=10**18 + number)


def photo_of(number: int, *, pack: str = PACK) -> StoredPhoto:
    return StoredPhoto(
        file=file_of(number),
        content=content_of(number),
        facts=PhotoFacts(width=4000 + number, height=3000, taken="2024-05-06T07:08:09" if number % 2 else None),
        fingerprint=pack,
        logits=np.array([number, 0.5, -1.25], np.float32),
        no_flower=0.25,
        other_flower=0.75,
        embedding=np.full(EMBEDDING, number % 100, np.float32),
    )


def look_of(number: int) -> PhotoLook:
    hashed = number * 0x9E3779B97F4A7C15 % 2**64
    return PhotoLook(hash=hashed, brightest=0.75, blown=0.0, contrast=0.25, sharpness=number % 100 / 100)


def review_of(number: int, *, class_name: str = "rose") -> Review:
    return Review(verdict=Verdict.CLASS, class_name=class_name, at=1.7e9 + number + 0.5)


def is_photo(known: Known | None, number: int) -> bool:
    photo = photo_of(number)
    return (
        known is not None
        and known.content == photo.content
        and known.facts == photo.facts
        and known.logits.tolist() == photo.logits.tolist()
        and (known.no_flower, known.other_flower) == (0.25, 0.75)
    )


def filled(path: Path, *, photos: int = 300, reviews: int = 100) -> Path:
    """Make a closed store with photos and reviews 0 … n-1."""
    with Store.open(path) as store:
        store.put([photo_of(number) for number in range(photos)])
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = ((content_of(n), "class", "rose", review_of(n).at) for n in range(reviews))
        connection.executemany("INSERT INTO reviews VALUES (?, ?, ?, ?)", rows)
    return path


def reviews_in(store: Store) -> dict[str, Review]:
    return {each.content: each.review for each in store.reviews()}


def expected_reviews(count: int) -> dict[str, Review]:
    return {content_of(number): review_of(number) for number in range(count)}


def page_of(path: Path, table: str) -> int:
    """Return the number of a table's root page, counted from 1."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return int(page)


def overwrite(path: Path, start: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(data)


def child(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start another Python process on this source tree; `store_path` and `arguments` stand ready in `sys.argv`."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
