"""What went wrong, as the list shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that went wrong.

    Attributes:
        path: of the photo or folder, as the operating system gives it; empty where it was neither.
        name: what is shown of the path; empty like it.
        reason: why, as a sentence for the user.
        advice: what the user can do, as a sentence; empty where there is nothing.
        photo: whether it is a photo that could not be read.
    """

    path: str
    name: str
    reason: str
    advice: str
    photo: bool = True
