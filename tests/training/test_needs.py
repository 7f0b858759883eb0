from __future__ import annotations

import sys
from pathlib import Path

import pytest

from flowersort.__main__ import main
from flowersort.core.errors import TrainingError
from flowersort.training import needs
from flowersort.training.needs import check_processor, missing_library

WITH_AVX = (
    "processor\t: 0\nflags\t\t: fpu vme sse4_2 avx avx2 fma\n\nprocessor\t: 1\nflags\t\t: fpu vme sse4_2 avx avx2 fma\n"
)
WITHOUT = "processor\t: 0\nmodel name\t: Pentium\nflags\t\t: fpu vme sse4_2 xsaveavx\nvmx flags\t: avx\n"
ARM = "processor\t: 0\nFeatures\t: fp asimd evtstrm aes\nCPU implementer\t: 0x41\n"


def cpu_file(folder: Path, text: str) -> Path:
    (folder / "cpuinfo").write_text(text, encoding="utf-8")
    return folder / "cpuinfo"


@pytest.mark.parametrize("text", [WITH_AVX, ARM, ""])
def test_a_processor_that_has_avx_or_does_not_say_may_train(tmp_path: Path, text: str) -> None:
    check_processor(cpu_file(tmp_path, text))


def test_where_there_is_no_such_file_nothing_is_refused(tmp_path: Path) -> None:
    check_processor(tmp_path / "nowhere")


def test_a_processor_without_avx_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"needs a processor with AVX, .* a finished pack runs here all the same"):
        check_processor(cpu_file(tmp_path, WITHOUT))


def test_one_core_without_avx_is_enough(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="AVX"):
        check_processor(cpu_file(tmp_path, WITH_AVX + WITHOUT))


def test_without_avx_the_command_says_so_before_tensorflow_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Importing it would come to an ImportError here, and to the end of the process there.
    monkeypatch.setitem(sys.modules, "tensorflow", None)
    monkeypatch.setattr(needs.check_processor, "__defaults__", (cpu_file(tmp_path, WITHOUT),))
    assert main(["train", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.startswith("flowersort: Training needs a processor with AVX")


@pytest.mark.parametrize("library", ["tensorflow", "keras", "sklearn.linear_model", "scipy.stats", "matplotlib.figure"])
def test_a_library_that_is_missing_is_named_with_the_way_to_get_it(library: str) -> None:
    sentence = missing_library(ModuleNotFoundError(f"No module named {library!r}", name=library))
    expected = f"Training needs libraries that are not installed ({library}): pip install 'flowersort[train]'"
    assert str(sentence) == expected


def test_a_library_that_is_there_but_does_not_load_says_why() -> None:
    sentence = missing_library(ImportError("DLL load failed while importing _pywrap_tensorflow"))
    assert "libraries that fail (DLL load failed while importing _pywrap_tensorflow)" in str(sentence)


@pytest.mark.parametrize(
    "fault",
    [
        ModuleNotFoundError("No module named 'flowersort.training.gone'", name="flowersort.training.gone"),
        ImportError("cannot import name 'gone' from 'flowersort.core.risk'", name="flowersort.core.risk"),
    ],
)
def test_a_module_of_our_own_that_is_missing_is_no_missing_library(fault: ImportError) -> None:
    assert missing_library(fault) is None


def test_a_missing_module_of_our_own_is_not_told_as_a_missing_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "flowersort.training.command", None)
    assert main(["train", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert "pip install" not in said
    assert "flowersort.training.command" in said
