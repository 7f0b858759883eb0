"""What the command line understands."""

from __future__ import annotations

import pytest

from flowersort.cli.parser import COMMANDS, build_parser, parse


def test_classify_has_the_options_of_the_contract() -> None:
    line = (
        "classify a b --csv c --json j --threshold 0.5 --no-recursive --fresh --jobs 3 --model m --top-k 2 --no-store"
    )
    assert vars(parse(line.split())) == {
        "command": "classify",
        "version": False,
        "paths": ["a", "b"],
        "csv": "c",
        "json": "j",
        "threshold": 0.5,
        "no_recursive": True,
        "fresh": True,
        "jobs": 3,
        "model": "m",
        "top_k": 2,
        "no_store": True,
    }


def test_classify_without_options() -> None:
    parsed = parse(["classify", "a"])
    assert (parsed.csv, parsed.json, parsed.threshold, parsed.jobs) == (None, None, None, None)
    assert (parsed.no_recursive, parsed.fresh, parsed.no_store) == (False, False, False)
    assert (parsed.model, parsed.top_k) == ("flowers", 1)


def test_evaluate_has_its_options() -> None:
    parsed = parse(["evaluate", "sorted", "--json", "-", "--model", "m"])
    assert (parsed.folder, parsed.json, parsed.model) == ("sorted", "-", "m")


@pytest.mark.parametrize("words", [[], ["a"], ["gui", "a"], ["./classify"], ["--", "classify"]])
def test_without_a_command_the_words_are_paths(words: list[str]) -> None:
    parsed = parse(words)
    assert parsed.command == "gui"
    assert parsed.paths == [word for word in words if word not in {"gui", "--"}]


def test_a_folder_named_like_a_command_can_be_named_after_two_dashes() -> None:
    assert parse(["--", "info"]).paths == ["info"]


def test_the_overall_help_names_every_command() -> None:
    text = build_parser().format_help()
    assert all(f"\n    {name} " in text for name in COMMANDS)
    assert text.startswith("Example: flowersort classify ~/Pictures/garden --csv predictions.csv\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_is_one_that_the_parser_takes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse([name, "--help"])
    example = capsys.readouterr().out.splitlines()[0].removeprefix("Example: flowersort ")
    assert parse(example.split()).command == name


def test_options_may_stand_between_paths() -> None:
    parsed = parse(["classify", "a", "--csv", "x.csv", "b", "--fresh", "c"])
    assert (parsed.command, parsed.paths, parsed.csv, parsed.fresh) == ("classify", ["a", "b", "c"], "x.csv", True)


def test_after_two_dashes_everything_is_a_path() -> None:
    assert parse(["classify", "--fresh", "--", "-x.jpg", "--csv"]).paths == ["-x.jpg", "--csv"]
