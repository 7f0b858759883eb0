"""The bytes of one photo file, with every way in which reading fails as a sentence."""

from __future__ import annotations

import errno
import os
import stat

from flowersort.core.errors import PhotoError
from flowersort.services.imaging.formats import MAX_BYTES

_SENTENCES = {
    errno.ENOENT: "The file is no longer there, or is a link that leads nowhere.",
    errno.ENOTDIR: "The file is no longer there.",
    errno.EACCES: "The file may not be read with your permissions.",
    errno.EPERM: "The file may not be read with your permissions.",
    errno.ELOOP: "The file is a link that leads back to itself.",
    errno.EISDIR: "This is a folder that is named like a photo.",
    errno.EIO: "The disk reported a fault while the file was read.",
    errno.ENXIO: "This is not a file with content.",
}
# Opening a pipe without this would wait for ever for somebody to write into it.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)


def read_photo(path: str) -> bytes:
    """Return the content of a photo file.

    Raises:
        PhotoError: it is gone, may not be read, is no regular file, or is larger than `MAX_BYTES`.
    """
    try:
        with open(path, "rb", buffering=0, opener=_open_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise PhotoError("This is not a file with content.")
            if status.st_size > MAX_BYTES:
                raise PhotoError(f"The file is larger than the {MAX_BYTES >> 20} MB that a photo may have.")
            return file.readall()
    except OSError as fault:
        raise PhotoError(_sentence(fault)) from fault
    except ValueError as fault:
        raise PhotoError("The file's name can't be opened on this computer.") from fault


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | _NO_WAITING)


def _sentence(fault: OSError) -> str:
    known = _SENTENCES.get(fault.errno) if fault.errno is not None else None
    return known or f"The file could not be read: {fault.strerror or fault}."
