from pathlib import Path

from flowersort.core.progress import CancelToken
from flowersort.services.imaging.folders import folders_below


def below(root: Path) -> tuple[str, ...]:
    return folders_below(str(root), cancel=CancelToken())


def make(root: Path, *folders: str) -> Path:
    for folder in folders:
        (root / folder).mkdir(parents=True)
    return root


def test_folders_with_and_without_photos_at_any_depth(tmp_path: Path) -> None:
    make(tmp_path, "roses/2024", "tulips", "10", "9")
    assert below(tmp_path) == ("9", "10", "roses", "roses/2024", "tulips")


def test_hidden_ones_are_left_out(tmp_path: Path) -> None:
    make(tmp_path, ".cache/thumbnails", "roses/.git", "roses/old")
    assert below(tmp_path) == ("roses", "roses/old")


def test_one_that_was_sorted_into_is_left_out_unless_it_is_the_root(tmp_path: Path) -> None:
    make(tmp_path, ".flowersort", "roses", "sorted/.flowersort", "sorted/tulips")
    assert below(tmp_path) == ("roses",)


def test_links_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "roses")
    (tmp_path / "roses" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert below(tmp_path) == ("roses",)


def test_one_that_is_gone_has_none(tmp_path: Path) -> None:
    assert below(tmp_path / "gone") == ()


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    assert folders_below(str(make(tmp_path, "roses")), cancel=token) == ()
