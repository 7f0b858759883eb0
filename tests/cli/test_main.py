"""From arguments to exit statuses; every fault a sentence."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from flowersort.__main__ import main
from flowersort.cli.main import Starters, run
from flowersort.core.errors import ExportError, FlowersortError, FolderError, PackError, UsageError
from flowersort.core.training_request import TrainingRequest
from flowersort.version import version

Captured = pytest.CaptureFixture[str]


def starters(window: Callable[[Sequence[str]], int]) -> Starters:
    def training(_request: TrainingRequest) -> int:
        raise AssertionError("no training was asked for")

    return Starters(window=window, training=training)


def fails_with(fault: BaseException) -> Starters:
    def window(_paths: Sequence[str]) -> int:
        raise fault

    return starters(window)


@pytest.mark.parametrize("arguments", [[], ["gui"], ["gui", "photos"], ["photos"], ["--", "-photos"]])
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
def test_without_a_display_the_window_names_the_command_line(
    arguments: list[str], capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(arguments) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("flowersort: There is no display to open a window on. On the command line: flowersort")


@pytest.mark.parametrize(
    ("arguments", "paths"),
    [([], []), (["a", "b"], ["a", "b"]), (["gui", "a"], ["a"]), (["--", "-a", "classify"], ["-a", "classify"])],
)
def test_paths_without_a_command_go_to_the_window(arguments: list[str], paths: list[str]) -> None:
    seen: list[str] = []
    assert run(arguments, starters(lambda given: seen.extend(given) or 7)) == 7
    assert seen == paths


def test_the_version_is_printed(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"flowersort {version()}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([name, "--help"] for name in (
    "gui", "classify", "evaluate", "train", "info"))])  # fmt: skip
def test_every_help_begins_with_an_example(arguments: list[str], capsys: Captured) -> None:
    assert main(arguments) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("Example: flowersort ")
    assert "usage: flowersort" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--unknown"],
        ["classify"],
        ["classify", "x", "--jobs", "0"],
        ["classify", "x", "--jobs", "-2"],
        ["classify", "x", "--jobs", "many"],
        ["classify", "x", "--top-k", "0"],
        ["classify", "x", "--threshold", "half"],
        ["classify", "x", "--colour"],
        ["evaluate"],
        ["evaluate", "x", "y"],
        ["train", "x"],
        ["info", "x"],
    ],
)
def test_wrong_usage_is_status_2_with_the_way_out(arguments: list[str], capsys: Captured) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "usage: flowersort" in shown.err
    assert "error: " in shown.err


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (UsageError("No."), 2),
        (FolderError("No."), 1),
        (ExportError("No."), 1),
        (PackError("No."), 1),
        (FlowersortError("No."), 1),
    ],
)
def test_our_own_errors_are_their_sentence(fault: Exception, status: int, capsys: Captured) -> None:
    assert run([], fails_with(fault)) == status
    assert capsys.readouterr().err == "flowersort: No.\n"


def test_a_sentence_stays_on_its_line_whatever_name_is_in_it(capsys: Captured) -> None:
    run([], fails_with(FolderError("There is no “a\nb\x1b[31m\udce9”.")))
    (line,) = capsys.readouterr().err.splitlines()
    assert line.isprintable()


def test_a_fault_nobody_foresaw_is_a_sentence_and_its_trace_is_in_the_log(home: Path, capsys: Captured) -> None:
    assert run([], fails_with(ZeroDivisionError("odd\nthing"))) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "flowersort: a fault in flowersort itself ended this (ZeroDivisionError: odd thing)."
    log = (home / "log" / "flowersort.log").read_text(encoding="utf-8")
    assert "Traceback" in log
    assert "ZeroDivisionError" in log


def test_ctrl_c_is_status_130(capsys: Captured) -> None:
    assert run([], fails_with(KeyboardInterrupt())) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_training_is_asked_for_with_every_option() -> None:
    requests: list[TrainingRequest] = []
    given = Starters(window=lambda _: 9, training=lambda request: requests.append(request) or 5)
    arguments = "train photos --out work --weights w.h5 --not-flowers n --other-flowers o --name roses --version 2.1.0"
    assert run([*arguments.split(), "--side", "96", "--epochs", "3", "--seed", "4"], given) == 5
    assert requests == [
        TrainingRequest(
            folder="photos",
            out="work",
            weights="w.h5",
            not_flowers="n",
            other_flowers="o",
            name="roses",
            version="2.1.0",
            side=96,
            epochs=3,
            seed=4,
        )
    ]


def test_the_options_of_a_training_that_are_left_out_are_the_requests_own() -> None:
    requests: list[TrainingRequest] = []
    run(["train", "photos", "--out", "work"], Starters(lambda _: 9, lambda request: requests.append(request) or 0))
    assert requests == [TrainingRequest(folder="photos", out="work")]


def test_a_training_without_its_libraries_says_what_to_install(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # What importing a missing module comes to.
    monkeypatch.setitem(sys.modules, "keras", None)
    monkeypatch.delitem(sys.modules, "flowersort.training.command", raising=False)
    assert main(["train", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    sentence = "flowersort: Training needs libraries that are not installed (keras): pip install 'flowersort[train]'\n"
    assert capsys.readouterr().err == sentence


def test_a_command_leaves_nothing_behind_in_the_hosts_logging(capsys: Captured) -> None:
    before = list(logging.getLogger("flowersort").handlers)
    assert main(["info"]) == 0
    assert logging.getLogger("flowersort").handlers == before
