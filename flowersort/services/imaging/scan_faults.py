"""Why a folder could not be listed, as a sentence."""

from __future__ import annotations

import errno
import os

_GONE = "can't be reached: its drive or network connection is gone or damaged"
_REASONS = {
    errno.EACCES: "may not be read: your account lacks the permission",
    errno.EPERM: "may not be read: the system doesn't allow it (on a Mac, see Privacy & Security in its settings)",
    errno.ENOENT: "is no longer there",
    errno.ENOTDIR: "is no longer a folder",
    errno.ELOOP: "is a link that leads in a circle",
    errno.ENAMETOOLONG: "lies deeper than the system can reach: its path is too long",
    errno.EMFILE: "could not be opened: too many files are open",
    errno.ENFILE: "could not be opened: too many files are open",
    **dict.fromkeys(
        (
            errno.EIO, errno.ENOTCONN, errno.ESTALE, errno.ENODEV, errno.ENXIO, errno.ETIMEDOUT,
            errno.EHOSTDOWN, errno.EHOSTUNREACH,
        ),
        _GONE,
    ),
}  # fmt: skip


def folder_fault(fault: OSError | ValueError) -> str:
    """Return one sentence on what kept a folder from being listed."""
    number = fault.errno if isinstance(fault, OSError) else None
    reason = _REASONS.get(number) if number is not None else None
    if reason is None:
        told = os.strerror(number) if number is not None else str(fault)
        reason = f"can't be listed ({told})"
    return f"The folder {reason}. Photos in it may be missing."


def shown(path: str) -> str:
    """Return a path in quotes as it may be printed anywhere: on one line, without control characters or bytes."""
    printable = "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii") for letter in path
    )
    return f"“{printable}”"
