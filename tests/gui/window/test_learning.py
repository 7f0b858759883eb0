"""From reviews in the window to a model of one's own, and back to the original."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flowersort.bootstrap import models_folder
from flowersort.core.state import State
from flowersort.gui.learning.learnt_dialog import LearntDialog
from flowersort.gui.learning.models_dialog import ModelsDialog
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.window.actions import Actions
from flowersort.services.inference.pack import load_pack
from flowersort.workflows.learned_packs import pack_in_use
from tests.fakes.dialogs import opened
from tests.fakes.gardens import many
from tests.fakes.learned import Meadow, learned_pack
from tests.fakes.windows import Driver

_KNOWN, _STRANGE = 12, 16


class Gardener:
    """Somebody before photos, the last ones of which show a flower that the model does not know."""

    def __init__(self, driver: Driver, folder: Path) -> None:
        self.driver, self.garden = driver, folder
        driver.label(many(folder, _KNOWN + _STRANGE))
        store = driver.folder.session.desk.built.tools.store
        assert store is not None
        photos = [(each.content or "", each.file) for each in driver.folder.session.table.labelled_photos()]
        Meadow(store, known=_KNOWN, strange=_STRANGE, photos=photos)
        driver.label(folder)

    @property
    def actions(self) -> Actions:
        return self.driver.window.actions_

    @property
    def strange(self) -> Sequence[int]:
        return range(_KNOWN, _KNOWN + _STRANGE)

    @property
    def offers(self) -> list[str]:
        return self.driver.window.banners.texts

    def say(self, name: str, rows: Sequence[int]) -> None:
        self.driver.folder.session.reviewing.give_labels(dict.fromkeys(rows, name))
        self.driver.folder.new_classes.count()

    def learn(self) -> LearntDialog:
        self.driver.trigger(self.actions.learn)
        return opened(self.driver, LearntDialog)

    def use(self) -> None:
        before = self.driver.window.desk
        self.learn().use.click()
        self.wait_for_model(before)

    def wait_for_model(self, before: object) -> None:
        self.driver.wait(lambda: self.driver.window.desk not in (None, before))
        self.driver.rest()

    def labelled_as(self, name: str) -> list[int]:
        table = self.driver.folder.session.table
        return [row for row in range(len(table)) if self.driver.label_of(table.name(row)) == name]

    @property
    def classes(self) -> tuple[str, ...]:
        return self.driver.folder.session.table.facts.classes


@pytest.fixture
def gardener(driver: Driver, tmp_path: Path) -> Gardener:
    return Gardener(driver, tmp_path / "Garden")


def test_five_examples_make_a_class_that_finds_the_others(gardener: Gardener, home: Path) -> None:
    driver = gardener.driver
    gardener.say("yarrow", gardener.strange[:4])
    assert gardener.offers == []
    gardener.say("yarrow", gardener.strange[4:8])
    assert gardener.offers == ["There are enough examples of Yarrow to learn it."]
    dialog = gardener.learn()
    assert gardener.offers == []
    assert dialog.lines[0].startswith("Yarrow: learnt. Of 8 examples, left out in turn, ")
    before = driver.window.desk
    dialog.use.click()
    gardener.wait_for_model(before)
    assert gardener.classes[-1] == "yarrow"
    found = gardener.labelled_as("yarrow")
    assert set(gardener.strange[:8]) < set(found)
    assert len(found) > 12
    assert [row for row in found if driver.folder.session.table.review(row) is not None] == list(gardener.strange[:8])
    assert driver.folder.workspace.side.new_classes.lines == []
    assert driver.folder.session.table.counts().labels[len(gardener.classes) - 1] == len(found)
    folder = pack_in_use(models_folder({"FLOWERSORT_HOME": str(home)}))
    assert folder is not None
    assert load_pack(folder).facts.classes[-1] == "yarrow"


def test_one_click_leads_back_to_the_original_and_reviews_stay(gardener: Gardener) -> None:
    gardener.say("yarrow", gardener.strange[:8])
    assert not gardener.actions.original.isEnabled()
    gardener.use()
    assert gardener.offers == ["What was learnt is in use: flowers-learned-1."]
    before = gardener.driver.window.desk
    gardener.driver.click("Back to the original")
    gardener.wait_for_model(before)
    assert "yarrow" not in gardener.classes
    gardener.driver.wait(lambda: bool(gardener.driver.folder.new_classes.examples))
    assert gardener.driver.folder.new_classes.examples == {"yarrow": 8}
    assert all(gardener.driver.folder.session.table.review(row) is not None for row in gardener.strange[:8])
    assert not gardener.actions.original.isEnabled()


def test_the_next_start_takes_what_was_learnt(gardener: Gardener, qtbot: QtBot, appearance: Appearance) -> None:
    gardener.say("yarrow", gardener.strange[:8])
    gardener.use()
    gardener.driver.close()
    again = Driver(qtbot, appearance)
    again.label(gardener.garden)
    assert again.folder.session.table.facts.classes[-1] == "yarrow"
    assert again.window.actions_.original.isEnabled()
    again.close()


def test_what_is_too_little_is_refused_with_the_reason(gardener: Gardener) -> None:
    gardener.say("yarrow", gardener.strange[:2])
    dialog = gardener.learn()
    assert "Nothing was learnt" in dialog.verdict
    assert any("“yarrow” is not learnt yet" in line for line in dialog.lines)
    assert not dialog.use.isVisible()
    assert not dialog.save.isVisible()
    dialog.closing.click()
    assert not gardener.actions.original.isEnabled()


def test_without_a_review_there_is_a_sentence(gardener: Gardener) -> None:
    gardener.driver.trigger(gardener.actions.learn)
    gardener.driver.wait(lambda: gardener.driver.said.startswith("There is nothing to learn from"))


def test_ten_corrections_are_an_offer_and_later_is_heeded(gardener: Gardener) -> None:
    table = gardener.driver.folder.session.table
    for row in range(10):
        wrong = next(name for place, name in enumerate(gardener.classes) if place != int(table.tops[row]))
        gardener.say(wrong, [row])
    assert gardener.offers == ["10 labels of the model were corrected. It can learn from that."]
    gardener.driver.click("Later")
    gardener.say("yarrow", gardener.strange[:1])
    assert gardener.offers == []


def test_a_pack_for_others_is_saved_beside_and_changes_nothing(gardener: Gardener, tmp_path: Path) -> None:
    gardener.say("yarrow", gardener.strange[:8])
    dialog = gardener.learn()
    gardener.driver.answers.pack_place = str(tmp_path)
    dialog.save.click()
    gardener.driver.wait(lambda: gardener.driver.said.startswith("Saved as flowers-learned-1"))
    assert load_pack(tmp_path / "flowers-learned-1").facts.classes[-1] == "yarrow"
    assert "yarrow" not in gardener.classes
    assert dialog.isVisible()
    dialog.closing.click()


def test_what_is_saved_for_others_can_be_used_at_once_as_well(gardener: Gardener, tmp_path: Path) -> None:
    gardener.say("yarrow", gardener.strange[:8])
    dialog = gardener.learn()
    gardener.driver.answers.pack_place = str(tmp_path)
    before = gardener.driver.window.desk
    dialog.save.click()
    dialog.use.click()
    gardener.wait_for_model(before)
    assert gardener.classes[-1] == "yarrow"
    assert (tmp_path / "flowers-learned-1").is_dir()


def test_a_place_that_takes_nothing_is_a_sentence(gardener: Gardener, tmp_path: Path) -> None:
    gardener.say("yarrow", gardener.strange[:8])
    dialog = gardener.learn()
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    gardener.driver.answers.pack_place = str(blocked)
    dialog.save.click()
    gardener.driver.wait(lambda: "file" in gardener.driver.said)
    dialog.closing.click()


def test_models_that_were_learnt_can_be_chosen_again(driver: Driver, home: Path, tmp_path: Path) -> None:
    models = models_folder({"FLOWERSORT_HOME": str(home)})
    for number in (1, 2):
        learned_pack(models / f"flowers-learned-{number}")
    (models / "flowers-learned-2" / "head.npz").write_bytes(b"torn")
    driver.label(many(tmp_path / "Garden", 1))
    driver.trigger(driver.window.actions_.own_models)
    dialog = opened(driver, ModelsDialog)
    assert [each.text() for each in dialog.choices] == ["The original", "flowers-learned-1", "flowers-learned-2"]
    assert [each.isEnabled() for each in dialog.choices] == [True, True, False]
    assert dialog.choices[0].isChecked()
    before = driver.window.desk
    dialog.choices[1].setChecked(True)
    dialog.primary.click()
    driver.wait(lambda: driver.window.desk not in (None, before))
    driver.rest()
    assert driver.folder.session.table.facts.classes[-1] == "tansy"
    driver.trigger(driver.window.actions_.own_models)
    dialog = opened(driver, ModelsDialog)
    assert dialog.choices[1].isChecked()
    before = driver.window.desk
    dialog.choices[0].setChecked(True)
    dialog.primary.click()
    driver.wait(lambda: driver.window.desk not in (None, before))
    driver.rest()
    assert "tansy" not in driver.folder.session.table.facts.classes


@pytest.mark.parametrize("damage", ["torn", "gone"])
def test_a_learnt_model_that_cannot_be_used_leaves_the_original_with_a_sentence(
    driver: Driver, home: Path, tmp_path: Path, damage: str
) -> None:
    models = models_folder({"FLOWERSORT_HOME": str(home)})
    folder = models / "flowers-learned-1"
    learned_pack(folder)
    (models / "in-use.txt").write_text(f"{folder}\n", encoding="utf-8")
    if damage == "torn":
        (folder / "head.npz").write_bytes(b"torn")
    else:
        folder.rename(tmp_path / "elsewhere")
    driver.window.reload_model()
    driver.wait(lambda: not driver.window.keeper.loading)
    assert "The original model is used instead" in driver.window.banners.texts[0]
    driver.label(many(tmp_path / "Garden", 1))
    assert "tansy" not in driver.folder.session.table.facts.classes
    driver.trigger(driver.window.actions_.original)
    assert pack_in_use(models) is None
    assert not (models / "in-use.txt").read_text(encoding="utf-8").strip()
    assert driver.said == "The original model is in use."


def test_without_a_store_learning_says_what_lacks(
    qtbot: QtBot, appearance: Appearance, home: Path, tmp_path: Path
) -> None:
    home.rmdir()
    home.write_text("in the way", encoding="utf-8")
    driver = Driver(qtbot, appearance)
    driver.label(many(tmp_path / "Garden", 6))
    driver.folder.session.reviewing.give_labels(dict.fromkeys(range(6), "yarrow"))
    driver.folder.new_classes.count()
    assert driver.window.banners.texts == []
    driver.trigger(driver.window.actions_.learn)
    driver.wait(lambda: driver.said.startswith("Without the store"))
    assert driver.state("000.jpg") is State.REVIEWED
    driver.answers.close = True
    driver.close()
