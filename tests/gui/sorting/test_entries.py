from __future__ import annotations

from dataclasses import replace

import pytest

from flowersort.core.plan import LeftPhoto, Outcome
from flowersort.core.sorts import Problem
from flowersort.gui.sorting.entries import MOST_CHILDREN, Entry, PlanEntries
from flowersort.gui.wording import file_size
from tests.fakes.plans import plan_of, planned, planned_file, skipped

pytestmark = pytest.mark.usefixtures("qapp")


def titles(entries: list[Entry]) -> list[tuple[str, str]]:
    return [(entry.text, entry.detail) for entry in entries]


def test_each_folder_has_its_photos_bytes_and_companions() -> None:
    plan = plan_of(planned("a.jpg", "roses", companions=2), planned("b.jpg", "daisy"), planned("c.jpg", "daisy"))
    entries = PlanEntries().of([plan])
    assert titles(entries) == [
        ("daisy", f"2 photos, {file_size(2000)}"),
        ("roses", f"1 photo, {file_size(1020)}, 2 companions with them"),
    ]
    assert titles(list(entries[0].children)) == [("/g/b.jpg", "b.jpg"), ("/g/c.jpg", "c.jpg")]


def test_other_names_and_what_stays_are_told_with_their_reasons() -> None:
    plan = plan_of(
        planned("a.jpg", collision="The name is taken."),
        left=(
            skipped("b.jpg"),
            skipped("c.jpg"),
            LeftPhoto("/g/d.jpg", "daisy", Outcome.FAILED, "It changed."),
            LeftPhoto("/g/e.jpg", "daisy", Outcome.ALREADY_THERE, "It is there."),
        ),
    )
    entries = {entry.text: entry for entry in PlanEntries().of([plan])}
    assert titles(list(entries["Another name than wanted"].children)) == [("/g/a.jpg → a.jpg", "The name is taken.")]
    assert titles(list(entries["Not possible"].children)) == [("/g/d.jpg", "It changed.")]
    assert titles(list(entries["Stay where they are"].children)) == [("It is doubtful.", "2 photos")]
    assert titles(list(entries["Already there"].children)) == [("/g/e.jpg", "It is there.")]
    assert entries["Not possible"].open


def test_formats_that_keras_passes_over_are_said() -> None:
    strange = replace(planned("a.webp"), file=planned_file("/g/a.webp", "daisy/a.webp"))
    assert PlanEntries().of([plan_of(strange, planned("b.jpg"))])[-1].text == (
        "1 photo in a format that Keras passes over"
    )


def test_companions_that_imagefolder_takes_for_photos_are_said() -> None:
    photo = replace(planned("a.jpg"), companions=(planned_file("/g/a.jpg.xmp", "daisy/a.jpg.xmp"),))
    assert PlanEntries().of([plan_of(photo)])[-1].text == (
        "1 companion that Hugging Face's imagefolder would take for a photo"
    )


def test_plans_into_several_folders_name_them() -> None:
    plans = [plan_of(planned("a.jpg")), replace(plan_of(planned("b.jpg")), into="/other")]
    assert [entry.text for entry in PlanEntries().of(plans)] == ["/other/daisy", "/sorted/daisy"]


def test_of_very_many_photos_the_first_are_named_and_the_others_counted() -> None:
    many = [planned(f"{number}.jpg") for number in range(MOST_CHILDREN + 7)]
    (entry,) = PlanEntries().of([plan_of(*many)])
    assert len(entry.children) == MOST_CHILDREN + 1
    assert entry.children[-1].text == "… and 7 more"


def test_names_that_are_no_text_are_shown_all_the_same() -> None:
    (entry,) = PlanEntries().of([plan_of(planned("a\udcff.jpg"))])
    assert entry.children[0].text == "/g/a\\udcff.jpg"


def test_problems_are_told_by_reason() -> None:
    problems = [Problem("/g/a", "Full."), Problem("/g/b", "Gone."), Problem("/g/c", "Full.")]
    entries = PlanEntries().problems(problems)
    assert titles(entries) == [("Full.", "2 files"), ("Gone.", "1 file")]
