from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSettings

from flowersort.core.plan import Operation, SortRules
from flowersort.gui.preferences import (
    MOST_JOBS,
    MOST_RECENT,
    THUMBNAIL_SIZES,
    Preferences,
    RecentFolder,
)
from flowersort.gui.theme.tokens import ThemeChoice
from flowersort.gui.translation import Language

DEFAULTS = {
    "theme": ThemeChoice.SYSTEM,
    "language": Language.SYSTEM,
    "model": "flowers",
    "jobs": 0,
    "threshold": None,
    "thumbnail_size": 144,
    "auto_advance": True,
    "sort_into": "",
    "sort_operation": Operation.COPY,
    "sort_rules": SortRules(),
    "recent_folders": (),
}
OTHERS = {
    "theme": ThemeChoice.DARK,
    "language": Language.GERMAN,
    "model": "/models/orchids",
    "jobs": 3,
    "threshold": 0.87,
    "thumbnail_size": 200,
    "auto_advance": False,
    "sort_into": "/photos/sorted, all; of them=\\x00 ä",
    "sort_operation": Operation.MOVE,
    "sort_rules": SortRules(Operation.MOVE, None, "Doubts/ä", None, keep_tree=True, rename="{date}"),
}
KEYS = {
    "window/theme": "theme",
    "window/language": "language",
    "window/thumbnail_size": "thumbnail_size",
    "run/jobs": "jobs",
    "run/threshold": "threshold",
    "review/auto_advance": "auto_advance",
    "sort/operation": "sort_operation",
    "sort/rules": "sort_rules",
    "recent/folders": "recent_folders",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "flowersort.ini"


def values(preferences: Preferences) -> dict[str, object]:
    return {name: getattr(preferences, name) for name in DEFAULTS}


def folder(number: int, *, photos: int = 10) -> RecentFolder:
    return RecentFolder(path=f"/photos/{number}", photos=photos, to_review=number)


def test_without_a_file_there_are_defaults_and_none_is_made_by_reading(path: Path) -> None:
    assert values(Preferences(path)) == DEFAULTS
    assert Preferences(path).layout("window") == b""
    assert not path.exists()


def test_what_is_set_is_there_at_once_and_at_the_next_start(path: Path) -> None:
    preferences = Preferences(path)
    for name, value in OTHERS.items():
        setattr(preferences, name, value)
    preferences.keep_layout("window", bytes(range(256)))
    assert {name: getattr(preferences, name) for name in OTHERS} == OTHERS
    assert preferences.flush()
    again = Preferences(path)
    assert {name: getattr(again, name) for name in OTHERS} == OTHERS
    assert again.layout("window") == bytes(range(256))
    assert again.layout("panel") == b""


def test_the_threshold_can_be_given_back_to_the_model(path: Path) -> None:
    preferences = Preferences(path)
    preferences.threshold = 0.1 + 0.2
    assert preferences.threshold == 0.1 + 0.2
    preferences.threshold = None
    preferences.flush()
    assert Preferences(path).threshold is None


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "value",
    [
        "",
        "nonsense",
        "-1",
        "1e9",
        "nan",
        "inf",
        "99999999999999999999",
        "[1, 2]",
        '[{"path": 3}]',
        "[" * 5000,
        "{}",
        "null",
    ],
    ids=lambda value: value[:12],
)
def test_a_damaged_value_reads_as_the_default(path: Path, key: str, value: str) -> None:
    written = QSettings(str(path), QSettings.Format.IniFormat)
    written.setValue(key, value)
    written.sync()
    assert getattr(Preferences(path), KEYS[key]) == DEFAULTS[KEYS[key]]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300), st.sampled_from(sorted(KEYS)), st.text(max_size=30))
def test_a_damaged_file_is_no_fault(tmp_path: Path, before: bytes, key: str, value: str) -> None:
    path = tmp_path / "damaged.ini"
    group, _, name = key.partition("/")
    path.write_bytes(before + f"\n[{group}]\n{name}={value}\n".encode("utf-8", "surrogatepass"))
    preferences = Preferences(path)
    found = values(preferences)
    assert found["jobs"] in range(MOST_JOBS + 1)
    assert found["thumbnail_size"] in THUMBNAIL_SIZES
    preferences.jobs = 2
    assert preferences.jobs == 2
    preferences.flush()


def test_values_of_another_kind_read_as_the_defaults(path: Path) -> None:
    written = QSettings(str(path), QSettings.Format.IniFormat)
    for key in KEYS:
        written.setValue(key, [1, 2, 3])
    written.sync()
    assert values(Preferences(path)) == DEFAULTS


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="asks for a POSIX file system")
def test_a_place_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    preferences = Preferences(tmp_path / "file" / "flowersort.ini")
    preferences.jobs = 3
    assert not preferences.flush()
    assert preferences.jobs == 3


def test_without_a_home_nothing_is_written_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    preferences = Preferences(Path("~/config/flowersort.ini"))
    preferences.jobs = 3
    assert preferences.jobs == 3
    assert not preferences.flush()
    assert list(tmp_path.iterdir()) == []


def test_recent_folders_are_newest_first_without_doubles_and_few(path: Path) -> None:
    preferences = Preferences(path)
    for number in range(MOST_RECENT + 3):
        preferences.remember_folder(folder(number))
    assert preferences.recent_folders == tuple(folder(number) for number in range(MOST_RECENT + 2, 2, -1))
    preferences.remember_folder(folder(5, photos=99))
    assert preferences.recent_folders[0] == folder(5, photos=99)
    assert [recent.path for recent in preferences.recent_folders].count("/photos/5") == 1
    preferences.remember_folder(RecentFolder("/photos/x/../6/", 1, 1))
    assert len([recent for recent in preferences.recent_folders if os.path.normpath(recent.path) == "/photos/6"]) == 1
    preferences.forget_folder("/photos/5")
    assert "/photos/5" not in [recent.path for recent in Preferences(path).recent_folders]


@given(st.lists(st.text(min_size=1, max_size=20), max_size=20))
def test_any_path_is_remembered_as_it_is(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    path = tmp_path_factory.mktemp("recent") / "flowersort.ini"
    preferences = Preferences(path)
    for name in [*names, "\udcff \ud800"]:
        preferences.remember_folder(RecentFolder(name, 1, 0))
    preferences.flush()
    again = Preferences(path).recent_folders
    assert again == preferences.recent_folders
    assert again[0].path == "\udcff \ud800"
    assert len(again) <= MOST_RECENT


def test_a_model_from_elsewhere_is_trusted_once_asked(path: Path) -> None:
    preferences = Preferences(path)
    assert preferences.trusts("flowers")
    assert not preferences.trusts("/models/orchids")
    preferences.trust("/models/orchids")
    preferences.flush()
    assert Preferences(path).trusts("/models/orchids/")
    assert not Preferences(path).trusts("/models/lilies")


def test_two_windows_do_not_wipe_each_others_settings(path: Path) -> None:
    one, other = Preferences(path), Preferences(path)
    one.jobs = 2
    other.auto_advance = False
    one.flush()
    other.flush()
    assert (Preferences(path).jobs, Preferences(path).auto_advance) == (2, False)
