"""Which versions are at work, for the about dialog and for reports of faults."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6.QtCore import qVersion

from flowersort.version import version

# Asked by their names as packages: importing them would take longer than the dialog may.
_PACKAGES = (
    ("PySide6", ("PySide6-Essentials", "PySide6")),
    ("NumPy", ("numpy",)),
    ("Pillow", ("pillow",)),
    ("LiteRT", ("ai-edge-litert", "tensorflow-cpu", "tensorflow")),
    ("HEIC reader", ("pillow-heif",)),
)


def versions() -> tuple[tuple[str, str], ...]:
    """Return name and version of flowersort, of Python, Qt and the libraries that are installed, and of the system."""
    found = ((name, _first_installed(packages)) for name, packages in _PACKAGES)
    return (
        ("flowersort", version()),
        ("Python", platform.python_version()),
        ("Qt", qVersion()),
        *((name, number) for name, number in found if number),
        ("System", platform.platform(terse=True)),
    )


def _first_installed(packages: tuple[str, ...]) -> str:
    for package in packages:
        try:
            return metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return ""
