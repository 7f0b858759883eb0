from __future__ import annotations

import random
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowersort.core.companions import companions_of
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.naming import folded, safe_name
from flowersort.core.plan import LeftPhoto, Operation, Outcome, SortRules
from flowersort.core.planner import CompanionFile, Places, SourcePhoto, place_photos
from flowersort.core.planner_names import StandingFile
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from tests.fakes.labelled import facts_of, sure, unreadable

MODEL = facts_of()


@dataclass
class Shelf:
    """A target in memory: paths to content; the size of a file is the length of its content."""

    files: dict[str, str] = field(default_factory=dict)
    keys: dict[str, object] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)

    def names(self, folder: str) -> Collection[str]:
        above = f"{folder}/" if folder else ""
        return {path[len(above) :].split("/")[0] for path in self.files if path.startswith(above)}

    def file(self, folder: str, name: str) -> StandingFile | None:
        path = f"{folder}/{name}" if folder else name
        if path not in self.files:
            return None
        return StandingFile(len(self.files[path]), self.keys.get(path, ("target", path)))

    def content(self, folder: str, name: str) -> str | None:
        self.read.append(f"{folder}/{name}")
        return self.files[f"{folder}/{name}"]

    def take(self, places: Places) -> None:
        for photo in places.photos:
            for file in photo.files:
                assert file.target not in self.files
                self.files[file.target] = file.content


def photo(path: str, content: str = "", label: str = "roses", **changes: object) -> LabelledPhoto:
    row = sure(path, label)
    content = content or path
    return replace(row, content=content, file=replace(row.file, size=len(content)), **changes)  # type: ignore[arg-type]


def source(row: LabelledPhoto, *companions: str, **changes: object) -> SourcePhoto:
    folder, _, name = row.file.path.rpartition("/")
    found = companions_of([name, *companions], photos=frozenset({name})).get(name, ())
    files = tuple(CompanionFile(f"{folder}/{each.name}", each, 3, 7) for each in found)
    return replace(
        SourcePhoto(photo=row, name=name, key=row.file.path, companions=files),
        **changes,  # type: ignore[arg-type]
    )


def place(*sources: SourcePhoto, shelf: Shelf | None = None, rules: SortRules = SortRules()) -> Places:  # noqa: B008
    return place_photos(sources, rules=rules, model=MODEL, target=shelf or Shelf())


def targets(places: Places) -> list[str]:
    return [file.target for photo in places.photos for file in photo.files]


def reviewed(verdict: Verdict, name: str | None = None) -> dict[str, object]:
    return {"review": Review(verdict, name, 1.0), "state": State.REVIEWED}


@pytest.mark.parametrize(
    ("row", "folder"),
    [
        (photo("/g/a.jpg"), "roses"),
        (photo("/g/a.jpg", state=State.UNSURE), "_review/unsure"),
        (photo("/g/a.jpg", state=State.OTHER_FLOWER), "_review/other_flower"),
        (photo("/g/a.jpg", state=State.NO_FLOWER), "_review/no_flower"),
        (photo("/g/a.jpg", **reviewed(Verdict.CLASS, "tulips")), "tulips"),
        (photo("/g/a.jpg", **reviewed(Verdict.CLASS, "../x")), "_._x"),
        (photo("/g/a.jpg", **reviewed(Verdict.CLASS, "CON")), "CON_"),
        (photo("/g/a.jpg", **reviewed(Verdict.CLASS, "")), "_"),
        (photo("/g/a.jpg", **reviewed(Verdict.CLASS, ".flowersort")), "_flowersort"),
        (photo("/g/a.jpg", **reviewed(Verdict.CLASS, "Roses")), "Roses (2)"),
        (photo("/g/a.jpg", **reviewed(Verdict.NO_FLOWER)), "_review/no_flower"),
        (photo("/g/a.jpg", **reviewed(Verdict.OTHER_FLOWER)), "_review/other_flower"),
    ],
)
def test_a_review_then_the_state_then_the_class_choose_the_folder(row: LabelledPhoto, folder: str) -> None:
    assert targets(place(source(row))) == [f"{folder}/a.jpg"]


def test_what_stays_says_why() -> None:
    rules = SortRules(unsure=None, no_flower=None)
    left = place(
        source(unreadable("/g/1.jpg")),
        source(photo("/g/2.jpg", state=State.UNSURE)),
        source(photo("/g/3.jpg", **reviewed(Verdict.EXCLUDED))),
        source(photo("/g/4.jpg"), problem="It changed since it was labelled."),
        source(photo("/g/5.jpg", **reviewed(Verdict.NO_FLOWER))),
        rules=rules,
    ).left
    assert [(each.outcome, each.reason) for each in left] == [
        (Outcome.SKIPPED, "The file is empty (0 bytes)."),
        (Outcome.SKIPPED, "The model is not sure of it, and such photos are to stay where they are."),
        (Outcome.SKIPPED, "You left it out."),
        (Outcome.FAILED, "It changed since it was labelled."),
        (Outcome.SKIPPED, "You said so: it shows no flower, and such photos are to stay where they are."),
    ]


def test_names_that_differ_only_in_case_or_form_get_numbers_with_their_companions() -> None:
    places = place(
        source(photo("/g/1/Ä.jpg"), "Ä.jpg.xmp"),
        source(photo("/g/2/" + unicodedata.normalize("NFD", "ä.jpg")), unicodedata.normalize("NFD", "ä.jpg.xmp")),
        source(photo("/g/3/Ä.JPG")),
    )
    two = unicodedata.normalize("NFD", "ä") + " (2).jpg"
    assert targets(places) == ["roses/Ä.jpg", "roses/Ä.jpg.xmp", f"roses/{two}", f"roses/{two}.xmp", "roses/Ä (3).JPG"]
    assert places.photos[1].collision == f"A name of its was taken in “roses”, so it becomes “{two}”."


def test_a_photo_takes_a_number_where_only_its_companions_name_is_taken() -> None:
    shelf = Shelf({"roses/a.xmp": "other"})
    assert targets(place(source(photo("/g/a.jpg"), "a.xmp"), shelf=shelf)) == ["roses/a (2).jpg", "roses/a (2).xmp"]


def test_the_spelling_of_a_folder_that_stands_there_is_used_at_every_depth() -> None:
    shelf = Shelf({"Roses/TRIP/x.jpg": "x"})
    rules = SortRules(keep_tree=True)
    places = place(source(photo("/g/trip/a.jpg"), inside=("trip",)), shelf=shelf, rules=rules)
    assert targets(places) == ["Roses/TRIP/a.jpg"]


def test_a_photo_never_takes_the_name_of_a_folder_of_the_plan() -> None:
    rules = SortRules(keep_tree=True)
    places = place(
        source(photo("/g/A.jpg")), source(photo("/g/a.jpg/b.jpg"), inside=("a.jpg",)), shelf=Shelf(), rules=rules
    )
    assert targets(places) == ["roses/A (2).jpg", "roses/a.jpg/b.jpg"]


def test_identical_content_counts_as_there_once_and_only_files_of_the_same_size_are_read() -> None:
    shelf = Shelf({"roses/a.jpg": "same", "roses/a (2).jpg": "longer", "roses/b.jpg": "same"})
    places = place(source(photo("/g/1/a.jpg", "same")), source(photo("/g/2/a.jpg", "same")), shelf=shelf)
    assert targets(places) == ["roses/a (3).jpg"]
    assert [left.outcome for left in places.left] == [Outcome.ALREADY_THERE]
    assert shelf.read == ["roses/a.jpg"]


def test_the_same_file_by_another_path_is_there_already_and_said() -> None:
    shelf = Shelf({"roses/A.jpg": "x"}, keys={"roses/A.jpg": 7})
    (left,) = place(source(photo("/g/a.jpg", "x"), key=7), shelf=shelf).left
    assert (left.outcome, left.reason) == (Outcome.ALREADY_THERE, "It is the same file as “roses/a.jpg”.")
    assert shelf.read == []


def test_what_a_move_takes_away_does_not_count_as_there() -> None:
    shelf = Shelf({"roses/a.jpg": "x"}, keys={"roses/a.jpg": 7})
    moved = source(photo("/d/roses/a.jpg", "x", label="tulips"), key=7, inside=("roses",), in_target=True)
    other = source(photo("/g/a.jpg", "x"))
    places = place(moved, other, shelf=shelf, rules=SortRules(operation=Operation.MOVE))
    assert targets(places) == ["tulips/a.jpg", "roses/a (2).jpg"]


def test_the_tree_is_kept_without_the_class_that_a_photo_stands_in() -> None:
    rules = SortRules(keep_tree=True)
    sources = [
        source(photo("/d/tulips/trip/a.jpg"), inside=("tulips", "trip"), in_target=True),
        source(photo("/d/_review/unsure/b.jpg"), inside=("_review", "unsure"), in_target=True),
        source(photo("/g/tulips/c.jpg"), inside=("tulips",)),
    ]
    assert targets(place(*sources, rules=rules)) == ["roses/b.jpg", "roses/trip/a.jpg", "roses/tulips/c.jpg"]


@pytest.mark.parametrize("operation", [Operation.MOVE, Operation.LINK])
def test_only_a_copy_takes_a_symbolic_link(operation: Operation) -> None:
    link = source(photo("/g/a.jpg"), is_link=True)
    assert [left.outcome for left in place(link, rules=SortRules(operation=operation)).left] == [Outcome.SKIPPED]
    assert targets(place(link)) == ["roses/a.jpg"]


def test_names_that_not_every_system_takes_are_made_safe_and_said() -> None:
    (planned,) = place(source(photo("/g/what?.jpg"), "what?.jpg.xmp")).photos
    assert [file.target for file in planned.files] == ["roses/what_.jpg", "roses/what_.jpg.xmp"]
    assert planned.collision == "Not every system takes the name “what?.jpg”, so it becomes “what_.jpg”."


def test_a_template_names_photos_and_keeps_suffixes_and_companions() -> None:
    rules = SortRules(rename="{label}-{number:3}-{date}")
    places = place(source(photo("/g/b.JPG"), "b.xmp"), source(photo("/g/a.jpg")), rules=rules)
    assert targets(places) == [
        "roses/roses-001-2024-05-06.jpg",
        "roses/roses-002-2024-05-06.JPG",
        "roses/roses-002-2024-05-06.xmp",
    ]


def test_long_names_keep_room_for_numbers_and_companions() -> None:
    name = "ä" * 123 + ".jpg"
    places = place(*(source(photo(f"/g/{n}/{name}"), name + ".xmp") for n in range(3)))
    assert all(len(part.encode()) <= 255 for target in targets(places) for part in target.split("/"))
    assert len(set(targets(places))) == 6


def test_thousands_of_photos_of_one_name_are_placed_and_found_again() -> None:
    shelf, count = Shelf(), 4_000
    sources = [source(photo(f"/g/{n}/DSC_0001.JPG", f"{n:06d}")) for n in range(count)]
    places = place(*sources, shelf=shelf)
    shelf.take(places)
    assert len(set(targets(places))) == count
    again = place(*sources, shelf=shelf)
    assert [left.outcome for left in again.left] == [Outcome.ALREADY_THERE] * count


NAMES = st.one_of(
    st.sampled_from(["a.jpg", "A.JPG", "a (2).jpg", "ä.jpg", "a\u0308.jpg", "con.jpg", "x. .", "ß.png", "SS.png"]),
    st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1, max_size=8)
    .map(lambda text: text + ".jpg"),
)  # fmt: skip
STATES = st.sampled_from([State.SURE, State.UNSURE, State.NO_FLOWER])
REVIEWS = st.one_of(
    st.none(),
    st.builds(Review, st.just(Verdict.CLASS), st.sampled_from(["tulips", "../x", "CON", "", "Roses", ".flowersort"]),
              st.just(1.0)),
    st.builds(Review, st.sampled_from([Verdict.NO_FLOWER, Verdict.EXCLUDED]), st.none(), st.just(1.0)),
)  # fmt: skip


@st.composite
def gardens(draw: st.DrawFn) -> list[SourcePhoto]:
    made = draw(
        st.dictionaries(
            st.tuples(st.sampled_from(["", "A", "a", "con"]), NAMES),
            st.tuples(st.sampled_from("xyz"), STATES, REVIEWS, st.booleans()),
            max_size=12,
        )
    )
    return [
        source(
            photo(f"/g/{folder}/{name}", content, state=state, review=review),
            *([name + ".xmp", "IMG.xmp"] if companion else []),
            inside=(folder,) if folder else (),
        )
        for (folder, name), (content, state, review, companion) in made.items()
    ]


STANDING = st.dictionaries(
    st.sampled_from(["roses/a.jpg", "Tulips/A (2).jpg", "roses/ä.jpg", "roses/a.jpg.xmp"]), st.sampled_from("xyz")
)
RULES = st.builds(
    SortRules,
    operation=st.sampled_from(Operation),
    unsure=st.sampled_from([None, "roses", "_review/unsure"]),
    keep_tree=st.booleans(),
    rename=st.sampled_from(["", "{name}", "{label}", "{hash}-{number:2}"]),
)


@settings(max_examples=150, deadline=None)
@given(garden=gardens(), standing=STANDING, rules=RULES, seed=st.integers(0, 99))
def test_every_photo_ends_in_one_safe_place_of_its_own(
    garden: list[SourcePhoto], standing: dict[str, str], rules: SortRules, seed: int
) -> None:
    shelf = Shelf(dict(standing))
    places = place(*garden, shelf=shelf, rules=rules)
    assert _paths(places) == sorted(each.photo.file.path for each in garden)
    _check_targets(targets(places), standing)
    mixed = random.Random(seed).sample(garden, len(garden))
    assert place(*mixed, shelf=Shelf(dict(standing)), rules=rules) == places


@settings(max_examples=100, deadline=None)
@given(garden=gardens(), standing=STANDING, rules=RULES)
def test_a_copy_done_twice_changes_nothing(
    garden: list[SourcePhoto], standing: dict[str, str], rules: SortRules
) -> None:
    shelf, rules = Shelf(dict(standing)), replace(rules, operation=Operation.COPY)
    shelf.take(place(*garden, shelf=shelf, rules=rules))
    assert place(*garden, shelf=shelf, rules=rules).photos == ()


def _paths(places: Places) -> list[str]:
    left: Sequence[LeftPhoto] = places.left
    return sorted([*(photo.file.source for photo in places.photos), *(each.path for each in left)])


def _check_targets(made: list[str], standing: dict[str, str]) -> None:
    plain = [folded(target) for target in (*made, *standing)]
    assert len(set(plain)) == len(plain)
    for target in made:
        parts = target.split("/")
        assert not {folded("/".join(parts[:depth])) for depth in range(1, len(parts))} & set(plain)
        assert all(part == safe_name(part) and part != ".flowersort" for part in parts)
