"""What the command line understands."""

from __future__ import annotations

import pytest

from flowersort.cli.parser import COMMANDS, build_parser, parse
from flowersort.cli.parser_exports import XMP_NAMES
from flowersort.core.plan import Operation, SortRules
from flowersort.core.sorts import Recovery
from flowersort.core.xmp_export import XmpNames


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


def test_sort_has_the_options_of_the_contract() -> None:
    line = (
        "sort a --into d b --move --dry-run --threshold 0.5 --unsure u --other-flower skip --no-flower n --keep-tree "
        "--rename {label} --json - --yes --no-recursive --fresh --jobs 3 --model m --no-store"
    )
    assert vars(parse(line.split())) == {
        "command": "sort",
        "version": False,
        "paths": ["a", "b"],
        "into": "d",
        "operation": Operation.MOVE,
        "dry_run": True,
        "threshold": 0.5,
        "unsure": "u",
        "other_flower": "skip",
        "no_flower": "n",
        "keep_tree": True,
        "rename": "{label}",
        "json": "-",
        "yes": True,
        "no_recursive": True,
        "fresh": True,
        "jobs": 3,
        "model": "m",
        "no_store": True,
    }


def test_sort_without_options_copies_by_the_usual_rules() -> None:
    parsed, rules = parse(["sort", "a", "--into", "d"]), SortRules()
    assert (parsed.operation, parsed.keep_tree, parsed.rename) == (rules.operation, rules.keep_tree, rules.rename)
    assert (parsed.unsure, parsed.other_flower, parsed.no_flower) == (rules.unsure, rules.other_flower, rules.no_flower)
    assert (parsed.yes, parsed.dry_run, parsed.json) == (False, False, None)


@pytest.mark.parametrize(
    "line",
    [
        "sort a --into d --copy --move",
        "sort a --into d --move --link",
        "sort a",
        "sort --into d",
        "recover --finish --roll-back",
        "undo a b",
    ],
)
def test_what_contradicts_itself_or_is_incomplete_is_wrong_usage(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        parse(line.split())
    assert ending.value.code == 2
    assert capsys.readouterr().out == ""


def test_undo_history_and_recover_may_name_a_folder_or_not() -> None:
    parsed = parse(["undo", "d", "--class", "daisy", "--photo", "p", "--yes"])
    assert (parsed.where, parsed.label, parsed.photo, parsed.yes) == ("d", "daisy", "p", True)
    parsed = parse(["undo"])
    assert (parsed.where, parsed.label, parsed.photo, parsed.yes) == (None, None, None, False)
    assert (parse(["history"]).where, parse(["history", "--json", "-", "d"]).where) == (None, "d")
    parsed = parse(["recover", "d", "--roll-back", "--yes"])
    assert (parsed.where, parsed.way, parsed.yes) == ("d", Recovery.ROLL_BACK, True)
    assert (parse(["recover", "--finish"]).way, parse(["recover"]).way) == (Recovery.FINISH, None)


def test_the_names_of_xmp_files_are_those_that_there_are() -> None:
    assert XMP_NAMES == (XmpNames.WITH_SUFFIX, XmpNames.WITHOUT_SUFFIX)
    assert set(XMP_NAMES) == set(XmpNames)


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
