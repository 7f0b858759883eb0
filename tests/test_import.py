"""Starting costs next to nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import flowersort
from tests.fakes.command import python

HEAVY = (
    "pandas",
    "PySide6",
    "PIL",
    "ai_edge_litert",
    "tensorflow",
    "keras",
    "numpy",
    "sqlite3",
    "matplotlib",
    "jinja2",
)
REPORT = """
import json, sys, time
json.dump([time.process_time(), sorted(sys.modules)], sys.stderr)
"""
IMPORT = "import flowersort\n"
HELP = "from flowersort.__main__ import main\nassert main(['--help']) == 0\n"
VERSION = "from flowersort.__main__ import main\nassert main(['--version']) == 0\n"


@pytest.mark.parametrize("code", [IMPORT, HELP, VERSION])
def test_import_help_and_version_load_nothing_heavy_and_take_less_than_three_tenths_of_a_second(code: str) -> None:
    done = python("-c", code + REPORT)
    assert done.status == 0
    seconds, modules = json.loads(done.talk)
    assert [name for name in HEAVY if name in modules] == []
    assert seconds < 0.3


def test_help_of_the_real_command_is_quick() -> None:
    done = python("-X", "importtime", "-m", "flowersort", "classify", "--help")
    assert done.data.startswith("Example: ")
    imported = {line.rpartition("|")[2].strip() for line in done.talk.splitlines()}
    assert imported.isdisjoint(HEAVY)


def test_only_a_report_loads_what_draws_and_lays_out(tmp_path: Path) -> None:
    commands = "assert main(['classify', sys.argv[1]]) == 0; assert main(['evaluate', sys.argv[1]]) == 0\n"
    (tmp_path / "roses").mkdir()
    (tmp_path / "roses" / "a.jpg").write_bytes(b"")
    code = f"import sys\nfrom flowersort.__main__ import main\n{commands}print(sorted(sys.modules))"
    done = python("-c", code, tmp_path)
    assert done.status == 0
    assert "'flowersort.workflows.report_evaluation'" in done.data
    for name in ("matplotlib", "jinja2"):
        assert f"'{name}'" not in done.data


def test_everything_offered_is_there() -> None:
    assert dir(flowersort) == sorted(flowersort.__all__)
    for name in flowersort.__all__:
        assert getattr(flowersort, name)


def test_anything_else_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = flowersort.nonsense


def test_the_version_is_the_packages() -> None:
    from flowersort.version import version

    assert flowersort.__version__ == version()
