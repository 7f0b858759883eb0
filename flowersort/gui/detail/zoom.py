"""Where a photo lies in its viewer: fitting, zooming around a point and moving, as values."""

from __future__ import annotations

from dataclasses import dataclass, replace

# Enlarged further, a small photo shows nothing but its own blur.
_LARGEST_FIT = 3.0
# Device pixels for one pixel of the photo, at the most.
_CLOSEST = 16.0


@dataclass(frozen=True, slots=True)
class Extent:
    """A width and a height, both at least 1."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Zoom:
    """A photo in a view. The photo fills the view or is centred in it, along each axis.

    Attributes:
        photo: in pixels of the photo.
        view: in the view's own (logical) pixels.
        ratio: device pixels per pixel of the view.
        scale: pixels of the view per pixel of the photo.
        left, top: of the photo in the view.
        fits: whether it was asked to fit, and so goes on fitting when the view changes.
    """

    photo: Extent
    view: Extent
    ratio: float
    scale: float
    left: float
    top: float
    fits: bool

    @staticmethod
    def to_fit(photo: Extent, view: Extent, *, ratio: float = 1.0) -> Zoom:
        """Return the whole photo in the view, as large as it gets, a small one enlarged threefold at most."""
        scale = _fitting(photo, view, ratio)
        return Zoom(photo, view, ratio, scale, 0.0, 0.0, fits=True)._placed(0.0, 0.0)

    @property
    def share(self) -> float:
        """Device pixels per pixel of the photo; 1 shows every pixel once."""
        return self.scale * self.ratio

    @property
    def overflows(self) -> bool:
        """Whether a part of the photo lies outside the view, so that it can be moved."""
        width, height = self.photo.width * self.scale, self.photo.height * self.scale
        return width > self.view.width + 0.5 or height > self.view.height + 0.5

    def fit(self) -> Zoom:
        """Return the whole photo."""
        return Zoom.to_fit(self.photo, self.view, ratio=self.ratio)

    def by(self, factor: float, *, x: float, y: float) -> Zoom:
        """Return the photo larger or smaller, what lies at `x`, `y` of the view staying there as far as it can."""
        return self._at(self.scale * factor, x=x, y=y)

    def actual(self, *, x: float, y: float) -> Zoom:
        """Return one device pixel for each of the photo's, around `x`, `y` of the view."""
        return self._at(1.0 / self.ratio, x=x, y=y)

    def moved(self, *, x: float, y: float) -> Zoom:
        """Return the photo moved by pixels of the view, never away from its edges."""
        return self._placed(self.left + x, self.top + y)

    def within(self, view: Extent, *, ratio: float) -> Zoom:
        """Return the photo in a view of another size: fitting still, or with the same point in the middle."""
        if self.fits:
            return Zoom.to_fit(self.photo, view, ratio=ratio)
        middle_x = (self.view.width / 2 - self.left) / self.scale
        middle_y = (self.view.height / 2 - self.top) / self.scale
        scale = self.scale * self.ratio / ratio
        moved = replace(self, view=view, ratio=ratio, scale=scale)
        return moved._placed(view.width / 2 - middle_x * scale, view.height / 2 - middle_y * scale)

    def of(self, photo: Extent) -> Zoom:
        """Return the same view of a photo whose size turned out to be another."""
        if self.fits or photo == self.photo:
            return Zoom.to_fit(photo, self.view, ratio=self.ratio) if self.fits else self
        scale = self.scale * self.photo.width / photo.width
        return replace(self, photo=photo, scale=scale)._placed(self.left, self.top)

    def _at(self, scale: float, *, x: float, y: float) -> Zoom:
        fitting, actual = _fitting(self.photo, self.view, self.ratio), 1.0 / self.ratio
        bounded = min(max(scale, min(fitting, actual)), max(fitting, _CLOSEST * actual))
        grown = bounded / self.scale
        moved = replace(self, scale=bounded, fits=False)
        return moved._placed(x - (x - self.left) * grown, y - (y - self.top) * grown)

    def _placed(self, left: float, top: float) -> Zoom:
        width, height = self.photo.width * self.scale, self.photo.height * self.scale
        return replace(self, left=_held(left, width, self.view.width), top=_held(top, height, self.view.height))


def _fitting(photo: Extent, view: Extent, ratio: float) -> float:
    return min(view.width / photo.width, view.height / photo.height, _LARGEST_FIT / ratio)


def _held(start: float, length: float, room: float) -> float:
    return (room - length) / 2 if length <= room else min(0.0, max(room - length, start))
