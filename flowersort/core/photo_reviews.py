"""Which photos share a content, and the one review that all of them have."""

from __future__ import annotations

from flowersort.core.review import Review


class SharedReviews:
    """Contents by row and reviews by content."""

    def __init__(self) -> None:
        self._contents: list[str | None] = []
        # A number for the many contents with one row, to save the lists.
        self._rows: dict[str, int | list[int]] = {}
        self._reviews: dict[str, Review] = {}
        # What a photo that comes later carries was read from the store before these were set.
        self._settled: set[str] = set()

    def extend(self, rows: int) -> None:
        """Make room for `rows` rows in all; new ones have no content yet."""
        self._contents.extend([None] * (rows - len(self._contents)))

    def copy(self) -> SharedReviews:
        """Return the same, which no longer changes with this one."""
        twin = SharedReviews()
        twin._contents = list(self._contents)
        twin._rows = {content: rows if isinstance(rows, int) else list(rows) for content, rows in self._rows.items()}
        twin._reviews, twin._settled = dict(self._reviews), set(self._settled)
        return twin

    def content(self, row: int) -> str | None:
        """Return a row's content hash, None where it is not known."""
        return self._contents[row]

    def review(self, row: int) -> Review | None:
        """Return the review of a row's content, None where it has none."""
        content = self._contents[row]
        return self._reviews.get(content) if content is not None else None

    def rows(self, content: str) -> list[int]:
        """Return every row with a content, in no order."""
        found = self._rows.get(content, [])
        return [found] if isinstance(found, int) else list(found)

    def place(self, row: int, content: str | None) -> None:
        """Set a row's content."""
        before = self._contents[row]
        if content == before:
            return
        if before is not None:
            self._keep(before, [other for other in self.rows(before) if other != row])
        self._contents[row] = content
        if content is not None:
            self._join(content, row)

    def heed(self, content: str, review: Review) -> bool:
        """Take a review that the store had, unless a later one is known or `settle` has had its say.

        Returns:
            Whether the content's review changed.
        """
        known = self._reviews.get(content)
        if content in self._settled or (known is not None and known.at >= review.at):
            return False
        self._reviews[content] = review
        return True

    def settle(self, content: str, review: Review | None) -> bool:
        """Set or remove a review for good.

        Returns:
            Whether the content's review changed.
        """
        self._settled.add(content)
        if self._reviews.get(content) == review:
            return False
        if review is None:
            del self._reviews[content]
        else:
            self._reviews[content] = review
        return True

    def _join(self, content: str, row: int) -> None:
        found = self._rows.get(content)
        if found is None:
            self._rows[content] = row
        elif isinstance(found, int):
            self._rows[content] = [found, row]
        else:
            found.append(row)

    def _keep(self, content: str, rows: list[int]) -> None:
        if rows:
            self._rows[content] = rows
        else:
            del self._rows[content]
