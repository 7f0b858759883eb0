"""Numbers in words: photos, companions, bytes, times."""

from __future__ import annotations

import time

_UNITS = ("kB", "MB", "GB", "TB", "PB")
_THOUSAND = 1000.0


def photo_count(count: int) -> str:
    """Return a number of photos in words."""
    return "1 photo" if count == 1 else f"{count:,} photos"


def companion_count(count: int) -> str:
    """Return a number of companions in words."""
    return "1 companion" if count == 1 else f"{count:,} companions"


def byte_count(count: int) -> str:
    """Return a number of bytes in decimal units, as disks are sold and file managers count: `1.2 MB`."""
    if count < _THOUSAND:
        return "1 byte" if count == 1 else f"{count} bytes"
    amount = float(count)
    for unit in _UNITS:
        amount /= _THOUSAND
        # 999.95 would be shown as 1000.0.
        if amount < _THOUSAND - 0.05 or unit == _UNITS[-1]:
            break
    return f"{amount:,.1f} {unit}"


def local_time(at: float) -> str:
    """Return a moment, given in seconds since 1970, as this computer's clock shows it: `2026-11-24 09:18`."""
    try:
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))
    except (OverflowError, ValueError, OSError):
        # A journal from elsewhere can hold any number.
        return "at an unknown time"
