"""`trained.npz` → the photos that a pack was trained on; untrusted until it went through here."""

from __future__ import annotations

import io
import zipfile

import numpy as np

from flowersort.core.errors import PackError
from flowersort.core.trained import TrainedPhotos
from flowersort.services.inference.manifest import TRAINED_FILE
from flowersort.services.inference.reference import COMPRESSIONS, DAMAGE, HEADER_BYTES

_MOST_PHOTOS = 1_000_000
_MEMBER = "hashes.npy"


def read_trained(data: bytes) -> TrainedPhotos:
    """Read the perceptual hashes, never by pickle.

    Raises:
        PackError: it is no such archive, holds anything else, or would unpack to more than a million photos take.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.namelist() != [_MEMBER]:
                raise PackError(f"{TRAINED_FILE} must hold exactly the array hashes.")
            member = archive.getinfo(_MEMBER)
            if member.compress_type not in COMPRESSIONS or member.file_size > HEADER_BYTES + 8 * _MOST_PHOTOS:
                raise PackError(f"{TRAINED_FILE}: `hashes` is packed in another way, or larger, than it may be.")
            hashes = np.lib.format.read_array(io.BytesIO(archive.read(member)), allow_pickle=False)
    except DAMAGE as fault:
        raise PackError(f"{TRAINED_FILE} could not be read: {fault}") from fault
    if hashes.dtype != np.uint64 or hashes.ndim != 1:
        raise PackError(f"{TRAINED_FILE}: `hashes` must be a row of 64-bit numbers.")
    return TrainedPhotos(np.sort(hashes))
