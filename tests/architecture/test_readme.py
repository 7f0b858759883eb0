"""The README is true: its commands run, its options exist, its words are the ones we use."""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from flowersort.cli.parser import COMMANDS, build_parser, parse
from flowersort.core.state import State
from flowersort.services.export.predictions_csv import columns

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
CALLS = [
    shlex.split(call)[1:]
    for block in BLOCKS
    for line in block.splitlines()
    for call in line.split("&&")
    if re.match(r"\s*(\.venv/bin/)?flowersort ", call)
]


def marked(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```\n(.*?)\n```", README, flags=re.DOTALL)
    assert found is not None
    return found.group(1)


def commands() -> dict[str, argparse.ArgumentParser]:
    (action,) = (each for each in build_parser()._actions if isinstance(each, argparse._SubParsersAction))
    return dict(action.choices)


@pytest.mark.parametrize("call", CALLS, ids=shlex.join)
def test_a_command_in_the_readme_is_understood(call: list[str]) -> None:
    assert parse(call).command in COMMANDS


def test_the_readme_shows_commands() -> None:
    assert len(CALLS) >= 3


def test_the_first_command_makes_an_environment_and_labels_the_demo_photos() -> None:
    steps = marked("first command").split(" && ")
    assert steps[:2] == ["python3 -m venv .venv", ".venv/bin/pip install ."]
    parsed = parse(shlex.split(steps[2])[1:])
    assert parsed.command == "classify"
    assert parsed.csv == "predictions.csv"
    assert [(ROOT / path).is_dir() for path in parsed.paths] == [True]


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = marked("test command")
    assert "\n" not in command
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    extraction = re.search(r"test_command=\$\((.*)\)\n", script)
    assert extraction is not None
    taken = subprocess.run(["bash", "-c", extraction.group(1)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert taken.stdout.strip() == command


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_tells_of_a_command_and_its_options(name: str) -> None:
    assert f"`flowersort {name}" in README
    if name == "train":
        return
    for action in commands()[name]._actions:
        for option in action.option_strings:
            assert option in README or option in ("-h", "--help"), f"{name} {option}"


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_help_begins_with_an_example_that_is_understood(name: str | None) -> None:
    parser = build_parser() if name is None else commands()[name]
    first = parser.format_help().splitlines()[0]
    assert first.startswith("Example: flowersort ")
    assert parse(shlex.split(first.removeprefix("Example: "))[1:]).command == (name or "classify")


def test_the_readme_explains_every_state_and_column() -> None:
    for state in State:
        assert f"| `{state.value}` |" in README
    for column in columns(("daisy",)):
        assert f"`{column}`" in README


# DESIGN.md's table of words: what each thing is not called where users read.
NOT_OUR_WORDS = (
    "image",
    "images",
    "sample",
    "item",
    "items",
    "checksum",
    "annotation",
    "category",
    "tag",
    "sidecar",
    "bundle",
)


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_help_uses_our_words(name: str | None) -> None:
    words = set(re.findall(r"[a-z]+", (build_parser() if name is None else commands()[name]).format_help().lower()))
    # A random check draws a sample of photos; a photo is still none.
    statistical = {"sample"} if name == "check" else set()
    assert not words & (set(NOT_OUR_WORDS) - statistical)


def test_the_readme_has_the_glossary() -> None:
    words = ("photo", "content hash", "prediction", "review", "label", "state", "confidence", "pack")
    for word in (*words, "plan", "journal", "companion"):
        assert re.search(rf"^\| {word} \| .{{20,}} \|$", README, flags=re.MULTILINE), word
