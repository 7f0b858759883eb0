"""`learn`'s own decisions: usage, statuses, what is printed, and what is saved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from flowersort.__main__ import main
from flowersort.services.inference.pack import load_pack
from flowersort.services.store.store import Store
from tests.fakes.learned import NEW, Meadow
from tests.fakes.packs import BUNDLED
from tests.fakes.runs import pack

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def meadow(home: Path) -> Iterator[Meadow]:
    """A store where the command line looks for it, in which ten photos are said to show a new flower."""
    with Store.open(home / "state" / "store.sqlite") as store:
        made = Meadow(store)
        made.review(dict.fromkeys(list(made.strange)[:10], NEW))
        yield made


@pytest.mark.usefixtures("meadow")
def test_what_was_learnt_is_printed_and_nothing_is_saved(tmp_path: Path, capsys: Captured) -> None:
    assert main(["learn"]) == 0
    told = capsys.readouterr()
    assert f"reviews: {NEW} 10" in told.out
    assert f"new class {NEW}: learnt; 10 photos" in told.out
    assert "Nothing was saved" in told.err
    assert main(["learn", "--save", str(tmp_path / "mine"), "--dry-run"]) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("meadow")
def test_a_saved_model_is_opened_by_every_command(garden: Path, tmp_path: Path, capsys: Captured) -> None:
    mine, figures = tmp_path / "mine", tmp_path / "figures.json"
    assert main(["learn", "--save", str(mine), "--json", str(figures)]) == 0
    assert f"--model {mine}" in capsys.readouterr().err
    found = json.loads(figures.read_text("utf-8"))
    assert found["classes"] == [*pack().facts.classes, NEW]
    assert (found["saved"], found["new_classes"][0]["examples"]) == (str(mine), 10)
    assert main(["info", "--model", str(mine)]) == 0
    assert f"learnt on {pack().facts.title}" in capsys.readouterr().out
    assert main(["classify", str(garden), "--model", str(mine), "--csv", "-"]) == 0
    assert f"p_{NEW}" in capsys.readouterr().out.splitlines()[0]
    assert main(["info"]) == 0
    assert f"model {pack().facts.title} ({pack().facts.fingerprint})" in capsys.readouterr().out


@pytest.mark.usefixtures("meadow")
def test_a_learned_model_is_learnt_anew_on_its_base(tmp_path: Path) -> None:
    assert main(["learn", "--save", str(tmp_path / "one")]) == 0
    assert main(["learn", "--model", str(tmp_path / "one"), "--save", str(tmp_path / "two")]) == 0
    assert load_pack(tmp_path / "two").facts.learned.base == pack().facts.title


@pytest.mark.usefixtures("meadow")
def test_a_folder_that_is_there_is_never_written_to(tmp_path: Path, capsys: Captured) -> None:
    for taken in (tmp_path, BUNDLED):
        assert main(["learn", "--save", str(taken)]) == 1
        assert "is there already" in capsys.readouterr().err


def test_without_reviews_there_is_a_sentence(garden: Path, capsys: Captured) -> None:
    assert main(["learn"]) == 2
    assert main(["learn", str(garden)]) == 2
    assert capsys.readouterr().err.count("no photo has a review yet") == 2


def test_what_is_not_better_is_not_saved(meadow: Meadow, tmp_path: Path, capsys: Captured) -> None:
    meadow.store.change_reviews(dict.fromkeys(list(meadow.strange)[4:10]))
    assert main(["learn", "--save", str(tmp_path / "mine"), "--json", "-"]) == 1
    told = capsys.readouterr()
    assert "not learnt yet" in told.err
    assert "so it stays" in told.err
    assert json.loads(told.out)["learnt"] is False
    assert list(tmp_path.iterdir()) == []


def test_only_the_photos_that_are_named_matter(meadow: Meadow, garden: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["learn", str(garden)]) == 2
    assert main(["learn", str(tmp_path / "gone")]) == 1
    assert main(["learn", "--class", "iris"]) == 0
    told = capsys.readouterr()
    assert "No review says “iris”" in told.err
    assert "so it stays" in told.err
    assert len(list(meadow.store.reviews())) == 10


def test_a_store_that_can_not_be_used_is_said(home: Path, capsys: Captured) -> None:
    (home / "state").write_text("no folder")
    assert main(["learn"]) == 1
    assert "no reviews to learn from" in capsys.readouterr().err


@pytest.mark.usefixtures("meadow")
def test_a_damaged_model_is_a_sentence(tmp_path: Path, capsys: Captured) -> None:
    assert main(["learn", "--save", str(tmp_path / "mine")]) == 0
    (tmp_path / "mine" / "head.npz").write_bytes(b"")
    assert main(["classify", str(BUNDLED), "--model", str(tmp_path / "mine")]) == 1
    assert "changed or damaged" in capsys.readouterr().err
