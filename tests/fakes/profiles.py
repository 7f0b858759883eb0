"""Colour profiles (ICC.1:2001-04) made by hand, small and with known effect."""

from __future__ import annotations

import struct
from collections.abc import Sequence

Xyz = tuple[float, float, float]

_D50: Xyz = (0.9642, 1.0, 0.8249)
# Columns of the matrix RGB → XYZ, adapted to D50: of sRGB (IEC 61966-2-1) and Display P3 (SMPTE EG 432-1).
SRGB_PRIMARIES: tuple[Xyz, Xyz, Xyz] = (
    (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410),
)  # fmt: skip
P3_PRIMARIES: tuple[Xyz, Xyz, Xyz] = (
    (0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407),
)  # fmt: skip


def rgb_profile(primaries: tuple[Xyz, Xyz, Xyz], *, description: str, gamma: float = 2.2) -> bytes:
    """Return a matrix profile; swapped primaries swap the channels."""
    curve = _curve(gamma)
    return _profile(
        b"mntr",
        b"RGB ",
        b"XYZ ",
        {
            b"desc": _description(description),
            b"wtpt": _xyz(_D50),
            **dict(zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(_xyz, primaries), strict=True)),
            **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
        },
    )


def grey_profile(gamma: float) -> bytes:
    """Return a profile of grey with a power curve."""
    tags = {b"desc": _description("test grey"), b"wtpt": _xyz(_D50), b"kTRC": _curve(gamma)}
    return _profile(b"mntr", b"GRAY", b"XYZ ", tags)


def cmyk_profile(corners: Sequence[tuple[int, int, int]]) -> bytes:
    """Return a press profile that maps the 16 corners of CMYK to 8-bit Lab, cyan slowest and black fastest."""
    identity = bytes(range(256))
    matrix = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x10000)
    table = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + matrix + identity * 4 + bytes(sum(corners, ())) + identity * 3
    tags = {b"desc": _description("test press"), b"wtpt": _xyz(_D50), b"A2B0": table}
    return _profile(b"prtr", b"CMYK", b"Lab ", tags)


def _profile(kind: bytes, space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    place = 128 + 4 + 12 * len(tags)
    index, body = struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        index += name + struct.pack(">II", place + len(body), len(content))
        body += content + b"\0" * (-len(content) % 4)
    header = struct.pack(">I4sI4s4s4s", place + len(body), b"\0\0\0\0", 0x02400000, kind, space, connection)
    header += struct.pack(">6H4s", 2024, 1, 1, 0, 0, 0, b"acsp") + b"\0" * 28 + struct.pack(">3i", *_fixed(_D50))
    return header.ljust(128, b"\0") + index + body


def _fixed(numbers: Xyz) -> tuple[int, ...]:
    return tuple(round(number * 65536) for number in numbers)


def _xyz(numbers: Xyz) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *_fixed(numbers))


def _curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))


def _description(text: str) -> bytes:
    written = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(written)) + written + b"\0" * (8 + 3 + 67)
