"""What the camera wrote into a photo, in the words that a viewer shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhotoDetails:
    """The camera's own account; None where it says nothing, or nothing believable.

    Every text is one printable line of at most 80 characters. Where the photo was taken is left out on purpose.

    Attributes:
        taken: `YYYY-MM-DDTHH:MM:SS` in the camera's time.
        camera: maker and model, the maker not said twice.
        lens: the lens's own name.
        exposure: such as `1/250 s` or `2.5 s`.
        aperture: such as `f/2.8`.
        iso: the sensitivity as a number, such as `400`.
        focal: the true focal length, such as `50 mm`.
    """

    taken: str | None = None
    camera: str | None = None
    lens: str | None = None
    exposure: str | None = None
    aperture: str | None = None
    iso: str | None = None
    focal: str | None = None
