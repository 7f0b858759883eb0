"""Two processes on one store."""

from __future__ import annotations

from pathlib import Path

from tests.fakes.command import end, flowersort, start
from tests.fakes.gardens import many


def test_two_runs_at_once_are_both_right_and_remember_everything(tmp_path: Path) -> None:
    folder = many(tmp_path / "many", 60)
    alone = flowersort("classify", folder, "--no-store", "--csv", "-")
    both = [start("classify", folder, "--csv", "-") for _ in range(2)]
    for done in map(end, both):
        assert (done.status, done.data) == (0, alone.data)
        assert "without remembering" not in done.talk
    assert "(60 known from before)" in flowersort("classify", folder).talk


def test_a_run_beside_a_fresh_one_is_right(tmp_path: Path) -> None:
    folder = many(tmp_path / "many", 40)
    first = flowersort("classify", folder, "--csv", "-")
    both = [start("classify", folder, "--csv", "-"), start("classify", folder, "--fresh", "--csv", "-")]
    assert {end(process).data for process in both} == {first.data}
