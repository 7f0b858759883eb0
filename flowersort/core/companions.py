"""Companions: which files of a folder belong to which photo, by their names alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flowersort.core.naming import folded, natural_key, safe_name, split_suffix

# Cameras' own formats, as LibRaw's list of supported cameras has them.
RAW_SUFFIXES = frozenset(
    {
        ".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".gpr", ".iiq", ".kdc", ".mef", ".mos",
        ".mrw", ".nef", ".nrw", ".orf", ".pef", ".raf", ".raw", ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".x3f",
    }
)  # fmt: skip
_CAMERA_SUFFIXES = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".heic", ".heif"})
_XMP, _EDITS, _LIVE = ".xmp", ".aae", ".mov"
# darktable names the XMP file of a duplicate `photo_01.jpg.xmp`.
_DUPLICATE = re.compile(r"(.+)_\d{2,}", re.DOTALL)
# Apple keeps the edits of IMG_1234 as IMG_O1234.
_ORIGINAL = re.compile(r"(img_)o(\d+)", re.IGNORECASE)
_NUMBERED = re.compile(r"(img_)(\d.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that belongs to a photo.

    Attributes:
        rest: what follows the photo's stem in its name.
        original: whether its name is the photo's with an O before the number.
    """

    name: str
    rest: str
    original: bool = False

    def renamed(self, stem: str) -> str:
        """Return its name beside a photo with another stem."""
        numbered = _NUMBERED.fullmatch(stem) if self.original else None
        if numbered:
            return safe_name(f"{numbered[1]}O{numbered[2]}{self.rest}")
        return safe_name(f"{stem}{'_O' if self.original else ''}{self.rest}")


@dataclass(slots=True)
class _Owners:
    """The photos of a folder, found by folded names.

    Attributes:
        named: by whole names, those of companions that may have an XMP file of their own included.
        stems: by stems.
    """

    named: dict[str, str] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)


def companions_of(names: Iterable[str], *, photos: frozenset[str]) -> dict[str, tuple[Companion, ...]]:
    """Return the companions of each photo of a folder that has any, in natural order.

    Args:
        names: all files of the folder.
        photos: those that are photos; none of them is a companion. Of photos with one stem, the first JPEG or HEIC
            in natural order owns what is named after the stem.
    """
    others = sorted((name for name in names if name not in photos), key=natural_key)
    kinds = [(name, *split_suffix(name)) for name in others]
    if not any(suffix.lower() in {_XMP, _EDITS, _LIVE} | RAW_SUFFIXES for _, _, suffix in kinds):
        return {}
    owners = _owners(photos)
    found: dict[str, list[Companion]] = {}
    # Their own XMP files come after them.
    for photo, companion in _beside(kinds, owners):
        owners.named.setdefault(folded(companion.name), photo)
        found.setdefault(photo, []).append(companion)
    for name, inner, suffix in kinds:
        owner = _described(inner, owners) if suffix.lower() == _XMP else None
        if owner is not None:
            found.setdefault(owner[0], []).append(Companion(name, owner[1] + suffix))
    return {photo: tuple(sorted(some, key=lambda each: natural_key(each.name))) for photo, some in found.items()}


def _owners(photos: frozenset[str]) -> _Owners:
    owners = _Owners()
    for photo in sorted(photos, key=lambda name: (not _from_camera(name), natural_key(name))):
        owners.named.setdefault(folded(photo), photo)
        owners.stems.setdefault(folded(split_suffix(photo)[0]), photo)
    return owners


def _from_camera(photo: str) -> bool:
    return split_suffix(photo)[1].lower() in _CAMERA_SUFFIXES


def _beside(kinds: Iterable[tuple[str, str, str]], owners: _Owners) -> Iterator[tuple[str, Companion]]:
    """Yield RAW files, live-photo clips and Apple's edits with their photos."""
    for name, stem, suffix in kinds:
        kind = suffix.lower()
        owner = owners.stems.get(folded(stem))
        if kind == _EDITS:
            original = _ORIGINAL.fullmatch(stem) if owner is None else None
            if original:
                owner = owners.stems.get(folded(original[1] + original[2]))
            if owner is not None:
                yield owner, Companion(name, suffix, original=original is not None)
        elif owner is not None and (kind in RAW_SUFFIXES or kind == _LIVE) and _from_camera(owner):
            yield owner, Companion(name, suffix)


def _described(inner: str, owners: _Owners) -> tuple[str, str] | None:
    """Return the photo that an XMP file is about, and what follows the photo's stem in the file's stem `inner`."""
    stem, suffix = split_suffix(inner)
    owner = owners.named.get(folded(inner))
    if owner is not None:
        return owner, suffix
    owner = owners.stems.get(folded(inner))
    if owner is not None:
        return owner, ""
    duplicate = _DUPLICATE.fullmatch(stem)
    owner = owners.named.get(folded(duplicate[1] + suffix)) if duplicate else None
    return (owner, stem[len(duplicate[1]) :] + suffix) if owner is not None and duplicate else None
