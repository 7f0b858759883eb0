"""The store: what is remembered of photos between runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from flowersort.core.errors import StoreError
from flowersort.core.photo import PhotoFile
from flowersort.core.review import Review
from flowersort.core.review_history import ReviewChange
from flowersort.services.store import rows
from flowersort.services.store.connection import connect, durable_transaction, transaction, use_write_ahead_log
from flowersort.services.store.faults import StoreFault, store_error
from flowersort.services.store.opening import OpenedFile, mark_if_damaged, open_file
from flowersort.services.store.threads import ThreadConnections
from flowersort.services.store.values import (
    EmbeddingBatch,
    Entry,
    Known,
    SeenBatch,
    StoredCheck,
    StoredLook,
    StoredPath,
    StoredPhoto,
    StoredReview,
)

_KNOWN = """
    SELECT contents.content, width, height, taken, logits, no_flower, other_flower, verdict, class_name, at,
        hash, brightest, blown, contrast, sharpness
    FROM contents
    JOIN predictions ON predictions.content = contents.content AND fingerprint = ?
    LEFT JOIN reviews ON reviews.content = contents.content
    LEFT JOIN looks ON looks.content = contents.content
"""
_FIND = f"""{_KNOWN}
    WHERE contents.content = (SELECT content FROM paths WHERE path = ? AND size = ? AND modified_ns = ?)"""
_FIND_CONTENT = f"{_KNOWN} WHERE contents.content = ?"
_PUT_CONTENTS = "INSERT OR REPLACE INTO contents (content, width, height, taken) VALUES (?, ?, ?, ?)"
_PUT_PREDICTIONS = """
    INSERT OR REPLACE INTO predictions (content, fingerprint, logits, no_flower, other_flower) VALUES (?, ?, ?, ?, ?)"""
_PUT_EMBEDDINGS = "INSERT OR REPLACE INTO embeddings (content, fingerprint, embedding) VALUES (?, ?, ?)"
_PUT_PATHS = "INSERT OR REPLACE INTO paths (path, size, modified_ns, content) VALUES (?, ?, ?, ?)"
_PUT_LOOKS = """
    INSERT OR REPLACE INTO looks (content, hash, brightest, blown, contrast, sharpness) VALUES (?, ?, ?, ?, ?, ?)"""
_PUT_REVIEW = "INSERT OR REPLACE INTO reviews (content, verdict, class_name, at) VALUES (?, ?, ?, ?)"
_REMOVE_REVIEW = "DELETE FROM reviews WHERE content = ?"
_REVIEW = "SELECT content, verdict, class_name, at FROM reviews WHERE content = ?"
_REVIEWS_AFTER = "SELECT content, verdict, class_name, at FROM reviews WHERE content > ? ORDER BY content LIMIT ?"
_REVIEWED_PATHS = """
    SELECT path, size, modified_ns, content FROM paths
    WHERE path > ? AND content IN (SELECT content FROM reviews) ORDER BY path LIMIT ?"""
_CONTENT_AT = "SELECT content FROM paths WHERE path = ? AND size = ? AND modified_ns = ?"
_EMBEDDING = "SELECT embedding FROM embeddings WHERE content = ? AND fingerprint = ?"
_EMBEDDINGS_AFTER = """
    SELECT number, content, embedding FROM embeddings WHERE number > ? AND fingerprint = ? ORDER BY number LIMIT ?"""
_EMBEDDINGS_OF = """
    SELECT number, content, embedding FROM embeddings WHERE fingerprint = ? AND content IN ({places}) ORDER BY number"""
_PUT_CHECK = "INSERT OR REPLACE INTO checks (content, denied, at) VALUES (?, ?, ?)"
_REMOVE_CHECK = "DELETE FROM checks WHERE content = ?"
_CHECKS = "SELECT content, denied, at FROM checks ORDER BY content"
_SEEN_OF = """
    SELECT predictions.content, logits, no_flower, other_flower, embedding
    FROM predictions
    JOIN embeddings ON embeddings.content = predictions.content AND embeddings.fingerprint = predictions.fingerprint
    WHERE predictions.fingerprint = ? AND predictions.content IN ({places})"""
_BATCH = 1024
# As many places as any SQLite takes, and embeddings of some megabytes (https://www.sqlite.org/limits.html, item 9).
_ASKED_AT_ONCE = 500


class Store:
    """Remembers contents, paths, predictions and reviews in one SQLite file.

    May be used by any number of threads, and by several processes at once; each thread gets its own connection.
    A forked child must not use its parent's store, but open its own.

    Every method raises StoreError where the file can't be read or written, or after `close`. A batch is stored as a
    whole or not at all. If a query comes upon damage, the store says so, and the next `open` repairs it.

    Attributes:
        notice: what to tell the user about a repair at `open`, as sentences, or None.
    """

    def __init__(self, opened: OpenedFile) -> None:
        self._opened = opened
        self._connections = ThreadConnections(self._connect, self._translate)
        self.notice = opened.notice

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the store at `path`; make it, and its folders, if there is none; migrate or repair it if need be.

        A damaged file is never deleted: it is renamed to `NAME.damaged-N.sqlite` beside, with SQLite's own files;
        its reviews, and all else that can be read, are carried into a fresh one; and `notice` says so.

        Raises:
            StoreTooNew: a newer version wrote the file; it is left as it is.
            StoreError: the file can't be read or written, belongs to another program, or is damaged while another
                flowersort uses it.
        """
        return cls(open_file(path))

    @property
    def path(self) -> Path:
        """Where the file lies, absolute and without links."""
        return self._opened.files.main

    def find(self, file: PhotoFile, fingerprint: str) -> Known | None:
        """Return what is known of the photo at this path if size and time are unchanged, under this pack."""
        key = rows.file_key(file)
        return None if key is None else self._known(_FIND, (fingerprint, *key))

    def find_content(self, content: str, fingerprint: str) -> Known | None:
        """Return what is known of a photo by its content hash, under this pack."""
        return self._known(_FIND_CONTENT, (fingerprint, content))

    def put(self, entries: Sequence[Entry]) -> None:
        """Store a batch; later entries win over earlier ones. Reviews are not touched.

        A file that could not be asked for size and time gets no path; its content is stored nevertheless.
        """
        photos = [entry for entry in entries if isinstance(entry, StoredPhoto)]
        looked = [entry for entry in entries if isinstance(entry, StoredPhoto | StoredLook)]
        tables = (
            (_PUT_CONTENTS, [rows.content_row(photo) for photo in photos]),
            (_PUT_PREDICTIONS, [rows.prediction_row(photo) for photo in photos]),
            (_PUT_EMBEDDINGS, [row for photo in photos if (row := rows.embedding_row(photo))]),
            (_PUT_LOOKS, [rows.look_row(entry.content, entry.look) for entry in looked if entry.look is not None]),
            (_PUT_PATHS, [row for entry in entries if (row := rows.path_row(entry))]),
        )
        if not entries:
            return
        self._check_in_place()
        with self._connections.mine() as connection, transaction(connection):
            for statement, table in tables:
                connection.executemany(statement, table)

    def review(self, content: str) -> Review | None:
        """Return the user's review of a photo."""
        with self._connections.mine() as connection:
            row = connection.execute(_REVIEW, (content,)).fetchone()
            return None if row is None else rows.to_stored_review(row).review

    def put_review(self, content: str, review: Review) -> None:
        """Store a review in place of an earlier one. On return the disk has it, power cut or not."""
        self.change_reviews({content: review})

    def remove_review(self, content: str) -> None:
        """Forget a review, if there is one. On return the disk has forgotten it, too."""
        self.change_reviews({content: None})

    def change_reviews(self, changes: Mapping[str, Review | None]) -> None:
        """Store reviews by content in place of earlier ones; None forgets one. All or none of them change.

        On return the disk has them, power cut or not.
        """
        if not changes:
            return
        put = [rows.review_row(content, review) for content, review in changes.items() if review is not None]
        removed = [(content,) for content, review in changes.items() if review is None]
        self._check_in_place()
        with self._connections.mine() as connection, durable_transaction(connection):
            connection.executemany(_PUT_REVIEW, put)
            connection.executemany(_REMOVE_REVIEW, removed)

    def exchange_reviews(self, changes: Sequence[ReviewChange]) -> frozenset[str]:
        """Store or forget reviews of which the one of before is still there, all in one transaction.

        On return the disk has them, power cut or not. Nobody else's review is lost: what another program stored since
        the change was decided stays.

        Returns:
            The contents whose review was no longer the one of before, and was left.
        """
        if not changes:
            return frozenset()
        self._check_in_place()
        left = set[str]()
        with self._connections.mine() as connection, durable_transaction(connection):
            for each in changes:
                row = connection.execute(_REVIEW, (each.content,)).fetchone()
                if (None if row is None else rows.to_stored_review(row).review) != each.before:
                    left.add(each.content)
                elif each.after is None:
                    connection.execute(_REMOVE_REVIEW, (each.content,))
                else:
                    connection.execute(_PUT_REVIEW, rows.review_row(each.content, each.after))
        return frozenset(left)

    def reviewed_paths(self) -> Iterator[StoredPath]:
        """Yield the paths where photos with a review stood when they were last seen, in the order of their bytes."""
        last = b""
        while True:
            with self._connections.mine() as connection:
                found = [rows.to_stored_path(row) for row in connection.execute(_REVIEWED_PATHS, (last, _BATCH))]
            if not found:
                return
            yield from found
            last = rows.path_key(found[-1].file.path)

    def content_at(self, file: PhotoFile) -> str | None:
        """Return the content hash of the photo at this path if size and time are unchanged, whatever the pack."""
        key = rows.file_key(file)
        if key is None:
            return None
        with self._connections.mine() as connection:
            row = connection.execute(_CONTENT_AT, key).fetchone()
            return None if row is None else rows.to_content(row[0])

    def reviews(self) -> Iterator[StoredReview]:
        """Yield all reviews in the order of content hashes; changes meanwhile may or may not show."""
        last = ""
        while True:
            with self._connections.mine() as connection:
                found = [rows.to_stored_review(row) for row in connection.execute(_REVIEWS_AFTER, (last, _BATCH))]
            if not found:
                return
            yield from found
            last = found[-1].content

    def put_checks(self, checks: Sequence[StoredCheck]) -> None:
        """Remember that a random check asked for photos. On return the disk has it, power cut or not."""
        self._check_in_place()
        with self._connections.mine() as connection, durable_transaction(connection):
            connection.executemany(_PUT_CHECK, [rows.check_row(check) for check in checks])

    def remove_checks(self, contents: Sequence[str]) -> None:
        """Forget that a random check asked for photos."""
        self._check_in_place()
        with self._connections.mine() as connection, durable_transaction(connection):
            connection.executemany(_REMOVE_CHECK, [(content,) for content in contents])

    def checks(self) -> list[StoredCheck]:
        """Return what random checks asked, in the order of content hashes; some thousands at the most."""
        with self._connections.mine() as connection:
            return [rows.to_check(row) for row in connection.execute(_CHECKS)]

    def embedding(self, content: str, fingerprint: str) -> NDArray[np.float32] | None:
        """Return the embedding of a photo under a pack, shape (embedding,), to float16's precision."""
        with self._connections.mine() as connection:
            row = connection.execute(_EMBEDDING, (content, fingerprint)).fetchone()
            return None if row is None else rows.to_embedding(row[0])

    def embeddings(self, fingerprint: str) -> Iterator[EmbeddingBatch]:
        """Yield all embeddings under a pack, some hundreds at a time; changes meanwhile may or may not show."""
        last = 0
        while True:
            with self._connections.mine() as connection:
                found = connection.execute(_EMBEDDINGS_AFTER, (last, fingerprint, _BATCH)).fetchall()
                batch = rows.to_embedding_batch(found)
            if not found:
                return
            yield batch
            last = found[-1][0]

    def embeddings_of(self, contents: Sequence[str], fingerprint: str) -> Iterator[EmbeddingBatch]:
        """Yield the embeddings of these photos under a pack, as many as there are, some hundreds at a time."""
        for start in range(0, len(contents), _ASKED_AT_ONCE):
            asked = contents[start : start + _ASKED_AT_ONCE]
            query = _EMBEDDINGS_OF.format(places=", ".join("?" * len(asked)))
            with self._connections.mine() as connection:
                batch = rows.to_embedding_batch(connection.execute(query, (fingerprint, *asked)).fetchall())
            if batch.contents:
                yield batch

    def seen_of(self, contents: Sequence[str], fingerprint: str) -> Iterator[SeenBatch]:
        """Yield what a pack's network said of these photos, those with an embedding, some hundreds at a time."""
        for start in range(0, len(contents), _ASKED_AT_ONCE):
            asked = contents[start : start + _ASKED_AT_ONCE]
            query = _SEEN_OF.format(places=", ".join("?" * len(asked)))
            with self._connections.mine() as connection:
                found = connection.execute(query, (fingerprint, *asked)).fetchall()
                batch = rows.to_seen_batch(found) if found else None
            if batch is not None:
                yield batch

    def close(self) -> None:
        """Close every thread's connection once its query is done; more than once is harmless."""
        self._connections.close()
        self._opened.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _known(self, query: str, arguments: rows.Row) -> Known | None:
        with self._connections.mine() as connection:
            row = connection.execute(query, arguments).fetchone()
            return None if row is None else rows.to_known(row)

    def _connect(self) -> sqlite3.Connection:
        # Not `rwc`: a store that was deleted meanwhile must not come back empty.
        connection = connect(self.path, mode="rw")
        use_write_ahead_log(connection)
        return connection

    def _check_in_place(self) -> None:
        """Refuse to write into a file that was moved or deleted: nobody would ever read it again."""
        try:
            status = self.path.stat()
        except OSError as fault:
            raise StoreError(f"The store {self.path} was moved or deleted while it was open.") from fault
        if (status.st_dev, status.st_ino) != self._opened.identity:
            raise StoreError(f"The store {self.path} was replaced while it was open.")

    def _translate(self, fault: StoreFault) -> StoreError:
        mark_if_damaged(fault, self._opened.files)
        return store_error(fault, self.path)
