"""Why a file could not be placed or put back, as sentences."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOSPC: "The disk is full.",
    errno.EDQUOT: "Your share of the disk is used up.",
    errno.EROFS: "The disk is read-only.",
    errno.EACCES: "The file or its folder may not be changed with your permissions.",
    errno.EPERM: "The file or its folder may not be changed with your permissions.",
    errno.EIO: "The disk reported a fault.",
    errno.ESTALE: "The drive or network connection is gone.",
    errno.ENODEV: "The drive or network connection is gone.",
    errno.ENXIO: "The drive or network connection is gone.",
    errno.ENOTCONN: "The drive or network connection is gone.",
    errno.ENOENT: "It is no longer there.",
    errno.ENOTDIR: "A folder on its way is no longer a folder.",
    errno.ENAMETOOLONG: "Its name is too long for the folder.",
    errno.EILSEQ: "Its name has characters that the drive doesn't take.",
    errno.EXDEV: "It lies on another drive.",
    errno.ELOOP: "It is a link that leads in a circle.",
    errno.EFBIG: "It is larger than the drive can take.",
}
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


class StepFault(Exception):
    """A file stays where it is; the message is a sentence."""


class Unsettled(Exception):
    """A file was begun and could be neither finished nor taken back now; a recovery will."""


def sentence(fault: OSError) -> str:
    """Return one sentence on what went wrong with a file."""
    known = _REASONS.get(fault.errno or 0)
    return known or f"It could not be done: {fault.strerror or fault}."


def target_sentence(fault: OSError) -> str:
    """Return one sentence on what went wrong with a file's new place: of the two, it is not the file that is gone."""
    if fault.errno in {errno.ENOENT, errno.ENOTDIR}:
        return "The folder that it was to go into is no longer there, so it stays where it is."
    return sentence(fault)


def link_sentence(fault: OSError) -> str:
    """Return one sentence on why a file could not get a second name."""
    if fault.errno == errno.EXDEV:
        return "A link can't reach another drive; copy instead."
    if fault.errno in _NO_LINKS:
        return "This drive has no links for it; copy instead."
    return target_sentence(fault)
