from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowersort.core.errors import PackError
from flowersort.core.novelty import NoveltyReference
from flowersort.services.inference.reference import read_reference
from tests.fakes.packs import npz, reference_arrays

LENGTH = 6
Arrays = dict[str, np.ndarray]


def arrays(**changes: np.ndarray) -> Arrays:
    random = np.random.default_rng(1)
    whole = {
        "mean": random.normal(size=LENGTH),
        "scale": random.uniform(0.1, 1.0, LENGTH),
        "weights": random.normal(size=(LENGTH, 2)),
        "bias": random.normal(size=2),
    }
    return {name: array.astype(np.float32) for name, array in whole.items()} | changes


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def npy(array: np.ndarray, *, header: bytes | None = None) -> bytes:
    out = io.BytesIO()
    np.save(out, array)
    if header is None:
        return out.getvalue()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + array.tobytes()


def members(**changes: bytes) -> dict[str, bytes]:
    return {f"{name}.npy": npy(array) for name, array in arrays().items()} | {
        f"{name}.npy": data for name, data in changes.items()
    }


def test_the_four_arrays_are_read_as_they_were_written() -> None:
    written = arrays()
    reference = read_reference(npz(**written), LENGTH)
    for name, array in written.items():
        assert np.array_equal(getattr(reference, name), array), name


def test_compressed_arrays_are_read_as_well() -> None:
    assert read_reference(archive(members()), LENGTH).bias.shape == (2,)


def test_the_bundled_statistics_are_read() -> None:
    assert read_reference(npz(**reference_arrays()), 1856).scale.min() > 0


BAD_ARRAYS: dict[str, Callable[[], Arrays]] = {
    "object array": lambda: arrays(mean=np.array([print] * LENGTH, object)),
    "float64": lambda: arrays(mean=np.zeros(LENGTH)),
    "whole numbers": lambda: arrays(bias=np.zeros(2, np.int32)),
    "other byte order": lambda: arrays(mean=np.zeros(LENGTH, ">f4")),
    "texts": lambda: arrays(bias=np.array(["a", "b"])),
    "records": lambda: arrays(bias=np.zeros(2, [("a", "f4")])),
    "too short": lambda: arrays(mean=np.zeros(LENGTH - 1, np.float32)),
    "too long": lambda: arrays(mean=np.zeros(LENGTH + 1, np.float32)),
    "one number": lambda: arrays(mean=np.float32(1.0)),
    "transposed": lambda: arrays(weights=np.zeros((2, LENGTH), np.float32)),
    "NaN": lambda: arrays(bias=np.array([np.nan, 0], np.float32)),
    "infinite": lambda: arrays(weights=np.full((LENGTH, 2), np.inf, np.float32)),
    "zero scale": lambda: arrays(scale=np.zeros(LENGTH, np.float32)),
    "negative scale": lambda: arrays(scale=np.full(LENGTH, -1, np.float32)),
    "one more": lambda: arrays(extra=np.zeros(2, np.float32)),
    "one less": lambda: {name: array for name, array in arrays().items() if name != "bias"},
    "none": dict,
}


@pytest.mark.parametrize("case", BAD_ARRAYS)
def test_other_arrays_than_the_four_are_refused(case: str) -> None:
    with pytest.raises(PackError, match=r"^reference\.npz"):
        read_reference(npz(**BAD_ARRAYS[case]()), LENGTH)


def header(shape: str, descr: str = "'<f4'") -> bytes:
    return f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}\n".encode()


BAD_FILES: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "no archive": lambda: b"not a zip file" * 100,
    "an array by itself": lambda: npy(np.zeros(LENGTH, np.float32)),
    "an array before the archive": lambda: npy(np.zeros(3, np.float32)) + archive(members(mean=b"")),
    "a pickle": lambda: b"cos\nsystem\n(S'true'\ntR.",
    "cut": lambda: archive(members())[:-30],
    "a member twice": lambda: archive({**members(), "mean": npy(arrays()["mean"])}),
    "a member without its suffix": lambda: archive({name.removesuffix(".npy"): b"raw" for name in members()}),
    "a member of raw bytes": lambda: archive(members(mean=b"raw bytes")),
    "an empty member": lambda: archive(members(mean=b"")),
    "a bomb": lambda: archive(members(mean=b"\0" * 50_000_000)),
    "a header of a giant": lambda: archive(members(mean=npy(np.zeros(2), header=header("(10000000000000,)")))),
    "a header of more than a giant": lambda: archive(members(mean=npy(np.zeros(2), header=header(f"({10**30},)")))),
    "a header of less than nothing": lambda: archive(members(mean=npy(np.zeros(2), header=header("(-6,)")))),
    "a header that is no Python": lambda: archive(members(mean=npy(np.zeros(2), header=b"{'descr': (((((\n"))),
    "a deep header": lambda: archive(members(mean=npy(np.zeros(2), header=b"(" * 900 + b"\n"))),
    "a header that calls": lambda: archive(members(mean=npy(np.zeros(2), header=header("print(1)")))),
    "a header with a wild type": lambda: archive(members(mean=npy(np.zeros(2), header=header("(6,)", "[1, 2]")))),
    "another compression": lambda: archive(members(), zipfile.ZIP_LZMA),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_file_that_is_no_such_archive_is_refused(case: str) -> None:
    with pytest.raises(PackError, match=r"^reference\.npz"):
        read_reference(BAD_FILES[case](), LENGTH)


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(archive(members(), zipfile.ZIP_STORED))
    # Bit 0 of the flags, in the local header and in the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(PackError, match="could not be read"):
        read_reference(bytes(data), LENGTH)


def test_damaged_compression_is_refused() -> None:
    data = bytearray(archive(members()))
    start = data.index(b"mean.npy") + len(b"mean.npy")
    data[start : start + 40] = b"\xff" * 40
    with pytest.raises(PackError, match="could not be read"):
        read_reference(bytes(data), LENGTH)


@given(st.data(), st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
@settings(max_examples=400, deadline=None)
def test_any_damage_ends_in_statistics_or_a_pack_error(data: st.DataObject, compression: int) -> None:
    damaged = bytearray(archive(members(), compression))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place : place + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))
    assert outcome(bytes(damaged)) in (NoveltyReference, PackError)


def outcome(data: bytes) -> type:
    """Read; anything but statistics or a PackError comes through and fails the test."""
    try:
        return type(read_reference(data, LENGTH))
    except PackError:
        return PackError
