"""What a training ran on, in words."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from pathlib import Path

_LIBRARIES = ("tensorflow", "tensorflow-cpu", "keras")
_CPU_FILE = Path("/proc/cpuinfo")


def machine() -> str:
    """Return processor, cores and the libraries that did the work; nothing that names the computer."""
    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return f"{os.cpu_count()} cores of {_processor()}, Python {platform.python_version()}, {', '.join(found)}"


def _processor() -> str:
    try:
        lines = _CPU_FILE.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()
