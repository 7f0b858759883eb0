"""Arrays of a pack, read from an archive of a stranger: named ones of a known kind, never by pickle."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.errors import PackError
from flowersort.services.inference.reference import COMPRESSIONS, DAMAGE, HEADER_BYTES


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one array must be.

    Attributes:
        shape: -1 stands for a length that is not known before.
        most: how many numbers it may hold.
    """

    dtype: type[np.generic]
    shape: tuple[int, ...]
    most: int


def read_arrays(data: bytes, wanted: Mapping[str, Wanted], *, name: str) -> dict[str, NDArray[np.generic]]:
    """Return exactly the wanted arrays of an archive.

    Args:
        name: of the file, for the sentence.

    Raises:
        PackError: it is no such archive, holds other arrays, other kinds of numbers, or would unpack to more.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sorted(archive.namelist()) != sorted(f"{key}.npy" for key in wanted):
                raise PackError(f"{name} must hold exactly the arrays {', '.join(wanted)}.")
            return {key: _array(archive, key, each, name) for key, each in wanted.items()}
    except DAMAGE as fault:
        raise PackError(f"{name} could not be read: {fault}") from fault


def write_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> bytes:
    """Return an archive of arrays, the same bytes whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, array in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, array, allow_pickle=False)
            # The earliest time of the format: without one, zipfile takes the clock's.
            archive.writestr(
                zipfile.ZipInfo(f"{key}.npy", (1980, 1, 1, 0, 0, 0)), member.getvalue(), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def _array(archive: zipfile.ZipFile, key: str, wanted: Wanted, name: str) -> NDArray[np.generic]:
    member = archive.getinfo(f"{key}.npy")
    itemsize = np.dtype(wanted.dtype).itemsize
    if member.compress_type not in COMPRESSIONS or member.file_size > HEADER_BYTES + itemsize * wanted.most:
        raise PackError(f"{name}: `{key}` is packed in another way, or larger, than it may be.")
    array = np.lib.format.read_array(io.BytesIO(archive.read(member)), allow_pickle=False)
    fits = len(array.shape) == len(wanted.shape) and all(
        length in (-1, real) for length, real in zip(wanted.shape, array.shape, strict=True)
    )
    if array.dtype != wanted.dtype or not fits or not np.isfinite(array).all():
        raise PackError(f"{name}: `{key}` must be finite numbers ({np.dtype(wanted.dtype)}) of shape {wanted.shape}.")
    found: NDArray[np.generic] = np.ascontiguousarray(array)
    return found
