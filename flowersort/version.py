"""The version of this flowersort."""

from __future__ import annotations

from importlib import metadata


def version() -> str:
    """Return the version of the installed package, `0+unknown` in a checkout that was never installed."""
    try:
        return metadata.version("flowersort")
    except metadata.PackageNotFoundError:
        return "0+unknown"
