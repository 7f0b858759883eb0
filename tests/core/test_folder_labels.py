from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.folder_labels import ClassFolder, FolderLabels, class_named, same_class

FLOWERS = ("daisy", "dandelion", "roses", "sunflowers", "tulips")


def labels(*holding, folders=(), mapped=None, known=FLOWERS):
    return FolderLabels(folders, holding=holding, known=known, mapped=mapped or {})


def label_of(name, **tree):
    return labels(name.rpartition("/")[0], **tree).of(name).label


class TestOneName:
    def test_case_and_number_do_not_matter(self):
        for name in ("rose", "Roses", "ROSES", "roses"):
            assert class_named(name, FLOWERS) == "roses"
        assert class_named("daisies", FLOWERS) == "daisy"
        assert class_named("Daisys", FLOWERS) == "daisy"
        assert class_named("SUNFLOWER", FLOWERS) == "sunflowers"

    def test_other_kinds_stay_other_kinds(self):
        for name in ("iris", "primrose", "rosebush", "ros", "s", "", "day"):
            assert class_named(name, FLOWERS) is None

    def test_irises_are_iris_whichever_the_model_knows(self):
        assert class_named("irises", ("iris", "rose")) == "iris"
        assert class_named("iris", ("irises", "rose")) == "irises"

    def test_an_equal_name_wins_over_one_of_another_number(self):
        assert class_named("Roses", ("rose", "roses")) == "roses"

    def test_separators_do_not_matter(self):
        assert same_class("tiger_lily", "Tiger-Lilies")

    @given(st.text(min_size=1), st.text(min_size=1))
    def test_it_does_not_matter_which_name_comes_first(self, one, other):
        assert same_class(one, one)
        assert same_class(one, other) == same_class(other, one)


class TestTree:
    def test_a_class_folder(self):
        assert labels("Rose").of("Rose/1.jpg") == ClassFolder("Rose", "roses", "")

    def test_a_photo_directly_in_the_folder_has_no_label(self):
        assert labels("roses", "").of("1.jpg") == ClassFolder("", "", "")

    def test_folders_nested_in_a_class_belong_to_it(self):
        assert labels("roses/2024/may").of("roses/2024/may/1.jpg") == ClassFolder("roses", "roses", "")
        assert label_of("wild orchids/2024/1.jpg", folders=("iris",)) == "wild orchids"

    def test_the_innermost_of_nested_classes_counts(self):
        assert labels("roses", "roses/tulips").of("roses/tulips/1.jpg") == ClassFolder("roses/tulips", "tulips", "")
        assert label_of("garden/roses/1.jpg", folders=("orchids",)) == "roses"

    def test_split_folders_are_passed_through(self):
        tree = labels("train/iris", "test/iris", "test/roses")
        assert tree.of("train/iris/1.jpg") == ClassFolder("train/iris", "iris", "train")
        assert tree.of("test/roses/1.jpg") == ClassFolder("test/roses", "roses", "test")
        assert labels("roses/Val").of("roses/Val/1.jpg") == ClassFolder("roses", "roses", "Val")

    def test_a_single_folder_of_folders_is_passed_through(self):
        tree = labels("set/iris", "set/orchid", folders=("set",))
        assert tree.of("set/iris/1.jpg").label == "iris"

    def test_a_single_folder_with_photos_of_its_own_is_a_class(self):
        tree = labels("orchid", "orchid/white", "orchid/red")
        assert {tree.of(name).label for name in ("orchid/1.jpg", "orchid/red/2.jpg")} == {"orchid"}

    def test_what_our_sorts_left_for_review_has_no_class(self):
        tree = labels("roses", "_review/unsure", "_review/no_flower")
        assert tree.of("_review/unsure/1.jpg").label == ""
        assert [place.label for place in tree.class_folders] == ["roses"]

    def test_two_spellings_of_an_unknown_class_are_one(self):
        tree = labels("Iris", "train/iris")
        assert tree.of("Iris/1.jpg").label == tree.of("train/iris/1.jpg").label

    def test_mapped_names_win(self):
        assert label_of("Rosen/1.jpg", mapped={"rosen": "rose"}) == "roses"
        assert label_of("roses/1.jpg", mapped={"roses": "peony"}) == "peony"

    def test_a_folder_may_be_said_to_be_no_class(self):
        assert labels("misc", mapped={"misc": ""}).of("misc/1.jpg") == ClassFolder("", "", "")

    def test_mapped_names_that_no_folder_has_are_told(self):
        assert labels("roses/old").missing(["Old", "Rosen"]) == ("Rosen",)

    def test_empty_class_folders_are_told(self):
        tree = labels("roses/2024", folders=("roses", "tulips", "orchids", "_review"))
        assert tree.empty == ("orchids", "tulips")

    def test_what_could_not_be_listed_is_not_said_to_be_empty(self):
        for unlisted in ("tulips", "tulips/deep/er"):
            tree = FolderLabels(
                ("daisy", "roses", "tulips", "tulips/deep"),
                holding=("roses",),
                known=FLOWERS,
                mapped={},
                unlisted=(unlisted,),
            )
            assert tree.empty == ("daisy",)
