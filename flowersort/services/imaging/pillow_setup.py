"""What a program sets in Pillow once, at start-up, before its first thread."""

from __future__ import annotations

import ctypes
import logging
import warnings

from PIL import AvifImagePlugin, _imaging

from flowersort.services.imaging.decode import allow_large_photos


def prepare_pillow() -> None:
    """Open large photos, and keep remarks on odd files off the user's terminal.

    Whatever matters to the user becomes a `PhotoError`; the rest (truncated EXIF, malformed MPO, many pixels)
    doesn't change the picture. These settings are of the whole process, so the command line, the window and the
    tests call this, and the library never does: without it, `decode` works as well but leaves Pillow's own limit
    of pixels in place and lets the host see Pillow's warnings, under the host's filters.

    `warnings.catch_warnings` around each photo is no way: up to Python 3.13 it is not safe in threads.
    Calling this twice does no harm.
    """
    allow_large_photos()
    warnings.filterwarnings("ignore", module=r"PIL\.")
    # Without any handler, logging prints errors to standard error.
    logger = logging.getLogger("PIL")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    # By itself each AVIF photo starts a thread per core, and the workers have those already.
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    _hush_libtiff()


def _hush_libtiff() -> None:
    """Switch off libtiff's own printing to standard error, which Pillow leaves on for its errors.

    libtiff is found among the libraries that Pillow's core was linked with. Where it is part of the core itself and
    not exported (Windows), it goes on printing a line for a damaged TIFF; nothing else depends on this.
    """
    try:
        linked = ctypes.CDLL(_imaging.__file__)
        for name in ("TIFFSetErrorHandler", "TIFFSetWarningHandler"):
            set_handler = linked[name]
            set_handler.argtypes, set_handler.restype = (ctypes.c_void_p,), ctypes.c_void_p
            set_handler(None)
    except (AttributeError, OSError):
        return
