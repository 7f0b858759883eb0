"""`reference.npz` → the statistics behind the novelty scores; untrusted until it went through here.

Not by `numpy.load`, which looks for pickles and plain arrays as well and takes whatever an archive holds.
"""

from __future__ import annotations

import io
import struct
import tokenize
import zipfile
import zlib

import numpy as np
from numpy.typing import NDArray

from flowersort.core.errors import PackError
from flowersort.core.novelty import NoveltyReference
from flowersort.services.inference.manifest import REFERENCE_FILE

# Room for an array's header beside its numbers.
HEADER_BYTES = 4096
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

# What `zipfile`, `zlib` and NumPy raise on damaged or crafted archives, found by fuzzing; a warning only where the
# host turns warnings into errors.
DAMAGE = (
    OSError, ValueError, EOFError, LookupError, SyntaxError, TypeError, AttributeError, RuntimeError, MemoryError,
    ArithmeticError, AssertionError, Warning, struct.error, tokenize.TokenError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def read_reference(data: bytes, embedding: int) -> NoveltyReference:
    """Read the four arrays of a pack with embeddings of shape (embedding,), never by pickle.

    Raises:
        PackError: it is no such archive, holds other arrays than these four, numbers that are not finite, or would
            unpack to more than they take.
    """
    shapes = {"mean": (embedding,), "scale": (embedding,), "weights": (embedding, 2), "bias": (2,)}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sorted(archive.namelist()) != sorted(f"{name}.npy" for name in shapes):
                raise PackError(f"{REFERENCE_FILE} must hold exactly the arrays {', '.join(shapes)}.")
            arrays = {name: _array(archive, name, shape) for name, shape in shapes.items()}
    except DAMAGE as fault:
        raise PackError(f"{REFERENCE_FILE} could not be read: {fault}") from fault
    if not (arrays["scale"] > 0).all():
        raise PackError(f"{REFERENCE_FILE}: `scale` must be positive.")
    return NoveltyReference(**arrays)


def _array(archive: zipfile.ZipFile, name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
    member = archive.getinfo(f"{name}.npy")
    if member.compress_type not in COMPRESSIONS or member.file_size > HEADER_BYTES + 8 * int(np.prod(shape)):
        raise PackError(f"{REFERENCE_FILE}: `{name}` is packed in another way, or larger, than it may be.")
    array = np.lib.format.read_array(io.BytesIO(archive.read(member)), allow_pickle=False)
    if array.dtype != np.float32 or array.shape != shape or not np.isfinite(array).all():
        raise PackError(f"{REFERENCE_FILE}: `{name}` must be finite float32 numbers of shape {shape}.")
    return np.ascontiguousarray(array)
