"""Every review that was given, in steps that can be undone and done again."""

from __future__ import annotations

from dataclasses import dataclass

from flowersort.core.check_result import Asked
from flowersort.core.review import Review


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """What became of the review of one content; None where there was or is none."""

    content: str
    before: Review | None
    after: Review | None


@dataclass(frozen=True, slots=True)
class AskedChange:
    """Whether a random check asked for a content, before and after; None where it had not."""

    content: str
    before: Asked | None
    after: Asked | None


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """What one key press changed.

    Attributes:
        changes: in the order in which they were made.
        photos: how many photos it was about; copies share a content.
        imported: whether the reviews came from a file.
        asked: what a random check asked, where the key answered one.
    """

    changes: tuple[ReviewChange, ...]
    photos: int
    imported: bool = False
    asked: tuple[AskedChange, ...] = ()

    @property
    def reviews(self) -> dict[str, Review | None]:
        """What holds after the step, by content."""
        return {change.content: change.after for change in self.changes}

    @property
    def inverse(self) -> ReviewStep:
        """The step that takes this one back."""
        back = tuple(ReviewChange(each.content, each.after, each.before) for each in reversed(self.changes))
        unasked = tuple(AskedChange(each.content, each.after, each.before) for each in reversed(self.asked))
        return ReviewStep(back, self.photos, self.imported, unasked)


class ReviewHistory:
    """The steps of a session, without a limit. It changes no review itself: the caller applies what it returns."""

    def __init__(self) -> None:
        self._done: list[ReviewStep] = []
        self._undone: list[ReviewStep] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back and none was done since."""
        return bool(self._undone)

    @property
    def last(self) -> ReviewStep | None:
        """The step that `undo` would take back."""
        return self._done[-1] if self._done else None

    def do(self, step: ReviewStep) -> None:
        """Remember a step. What was undone before can't be done again from now on; a step without changes is left."""
        if step.changes or step.asked:
            self._done.append(step)
            self._undone.clear()

    def undo(self) -> ReviewStep | None:
        """Return the last step, whose `inverse` the caller applies; None where there is none."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> ReviewStep | None:
        """Return the step that was undone last, which the caller applies anew; None where there is none."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]
