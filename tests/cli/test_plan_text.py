"""The plan as a reader sees it."""

from __future__ import annotations

import pytest

from flowersort.cli.plan_text import plan_lines
from flowersort.core.plan import LeftPhoto, Operation, Outcome, SortPlan
from tests.fakes.plans import plan_of, planned, skipped


def text(plan: SortPlan, most: int | None = None) -> str:
    return "\n".join(plan_lines(plan, most=most))


def test_each_folder_tells_its_photos_bytes_and_companions() -> None:
    plan = plan_of(planned("1.jpg", companions=2), planned("2.jpg"), planned("3.jpg", "_review/unsure"))
    assert text(plan).splitlines()[:3] == [
        "3 photos to be copied into /sorted",
        "  _review/unsure  1 photo, 1.0 kB",
        "  daisy           2 photos, 2.0 kB, 2 companions with them",
    ]


def test_each_collision_tells_how_it_is_solved() -> None:
    taken = planned("1.jpg", collision="It becomes “1 (2).jpg”.")
    shown = text(plan_of(taken, planned("2.jpg")))
    assert "1 photo with another name than wanted:\n  /g/1.jpg → daisy/1.jpg: It becomes “1 (2).jpg”.\n" in shown


def test_what_stays_is_grouped_by_its_reason_with_every_name() -> None:
    there = LeftPhoto(path="/g/z.jpg", label="daisy", outcome=Outcome.ALREADY_THERE, reason="Its copy is there.")
    shown = text(plan_of(left=(skipped("1.jpg"), there, skipped("2.jpg"), skipped("3.jpg", "You left it out."))))
    assert "1 photo already there:\n  /g/z.jpg: Its copy is there.\n" in shown
    assert "2 photos skipped: It is doubtful.\n  /g/1.jpg\n  /g/2.jpg\n" in shown
    assert "1 photo skipped:\n  /g/3.jpg: You left it out.\n" in shown


def test_reasons_of_one_photo_each_do_not_flood_the_plan() -> None:
    plan = plan_of(left=tuple(skipped(f"{number}.jpg", f"Reason {number}.") for number in range(12)))
    shown = text(plan, most=10)
    assert "12 photos skipped:\n  /g/0.jpg: Reason 0.\n" in shown
    assert "/g/9.jpg: Reason 9.\n  … and 2 more; --dry-run names all.\n" in shown


def test_only_so_many_are_named_unless_all_are_asked_for() -> None:
    plan = plan_of(left=tuple(skipped(f"{number}.jpg") for number in range(12)))
    assert "/g/9.jpg\n  … and 2 more; --dry-run names all.\n" in text(plan, most=10)
    assert "/g/10.jpg" not in text(plan, most=10)
    assert "/g/11.jpg" in text(plan)
    assert "more" not in text(plan)


def test_formats_that_keras_cannot_read_are_said() -> None:
    shown = text(plan_of(planned("1.heic"), planned("2.JPG"), planned("3.webp")))
    assert "2 photos in formats that Keras passes over; it reads JPEG, PNG, GIF and BMP.\n" in shown
    assert "Keras" not in text(plan_of(planned("1.jpg")))


def test_space_is_told_and_that_volumes_are_crossed() -> None:
    assert "Space: 5.0 kB needed, 1.0 GB are free." in text(plan_of(planned("1.jpg")))
    assert "volume" not in text(plan_of(planned("1.jpg")))
    assert "Space: 5.0 kB needed, how much is free can't be told." in text(plan_of(planned("1.jpg"), free=None))
    moved = text(plan_of(planned("1.jpg"), operation=Operation.MOVE, crosses=True))
    assert "compared, and only then taken from its old place." in moved


def test_too_little_space_is_said_with_how_much_is_missing() -> None:
    last = text(plan_of(planned("1.jpg"), needed=5000, free=2000)).splitlines()[-1]
    assert last == (
        "There is not enough space for /sorted: 5.0 kB are needed, 2.0 kB are free, 3.0 kB are missing. "
        "Free some space, or choose another place."
    )


@pytest.mark.parametrize("operation", Operation)
def test_the_plan_adds_up(operation: Operation) -> None:
    lines = text(plan_of(planned("1.jpg"), left=(skipped("2.jpg"),), operation=operation)).splitlines()
    (sum_line,) = (line for line in lines if " found = " in line)
    assert sum_line.startswith("2 photos found = ")
    assert f"1 to {operation}" in sum_line
    assert sum(int(part.split()[0]) for part in sum_line.partition(" = ")[2].split(" + ")) == 2


def test_names_of_any_bytes_stay_one_line() -> None:
    shown = text(plan_of(planned("a\nb\udce9.jpg", collision="x"), left=(skipped("c\n\x1b[2J.jpg"),)))
    assert "/g/a b\\udce9.jpg → daisy/a b\\udce9.jpg" in shown
    assert "\x1b" not in shown
