"""Several processes at once, killed processes, and a disk that fills up."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import pytest

from flowersort.services.store.store import Store
from tests.fakes.stored import (
    PACK,
    child,
    content_of,
    expected_reviews,
    file_of,
    filled,
    is_photo,
    overwrite,
    photo_of,
    review_of,
    reviews_in,
)

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and limits")

PREPARE = """
import json, sys
from pathlib import Path
from flowersort.services.store.store import Store
from tests.fakes.stored import PACK, content_of, file_of, is_photo, photo_of, review_of
path = Path(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
"""
WRITE_AND_READ = (
    PREPARE
    + """
me, batches, size = (int(word) for word in sys.argv[2:5])
with Store.open(path) as store:
    for batch in range(batches):
        own = range(me * 1000 + batch * size, me * 1000 + (batch + 1) * size)
        store.put([photo_of(number) for number in own] + [photo_of(5)])
        store.put_review(content_of(own[0]), review_of(own[0]))
        assert all(is_photo(store.find(file_of(number), PACK), number) for number in own)
        assert is_photo(store.find(file_of(5), PACK), 5)
    print(json.dumps(store.notice))
"""
)
WRITE_FOR_EVER = (
    PREPARE
    + """
size = int(sys.argv[2])
with Store.open(path) as store:
    batch = 0
    while True:
        store.put([photo_of(number) for number in range(batch * size, (batch + 1) * size)])
        store.put_review(content_of(batch), review_of(batch))
        batch += 1
        print(batch, flush=True)
"""
)
FILL_A_SMALL_DISK = """
import json, resource, sys
from pathlib import Path
from flowersort.core.errors import StoreError
from flowersort.services.store.store import Store
from tests.fakes.stored import content_of, photo_of, review_of

def fill(path, limit):
    done, said = [], ""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        with Store.open(path) as store:
            for batch in range(6):
                try:
                    store.put([photo_of(number) for number in range(batch * 20, (batch + 1) * 20)])
                    done.append(["photos", batch])
                    store.put_review(content_of(batch), review_of(batch))
                    done.append(["review", batch])
                except StoreError as fault:
                    said = str(fault)
    except StoreError as fault:
        said = str(fault)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return {"limit": limit, "done": done, "said": said}

folder = Path(sys.argv[1])
limit, result = 0, {"said": "nothing yet"}
while result["said"]:
    result = fill(folder / f"{limit}.sqlite", limit)
    print(json.dumps(result), flush=True)
    limit += 9 * 1024 + 512
"""


def run_together(code: str, calls: list[list[object]]) -> list[str]:
    """Start the children, let them go all at once, return what each printed at the end."""
    children = [child(code, *arguments) for arguments in calls]
    for each in children:
        assert each.stdout.readline() == "ready\n"
    for each in children:
        each.stdin.write("\n")
        each.stdin.flush()
    said = [each.communicate(timeout=120) for each in children]
    assert [wrong for _, wrong in said] == [""] * len(calls)
    return [out for out, _ in said]


def test_processes_that_make_fill_and_read_one_store_at_once_lose_nothing(tmp_path: Path):
    path = tmp_path / "new" / "store.sqlite"
    run_together(WRITE_AND_READ, [[path, me, 12, 10] for me in (1, 2, 3)])
    with Store.open(path) as store:
        numbers = [me * 1000 + number for me in (1, 2, 3) for number in range(120)]
        assert all(is_photo(store.find(file_of(number), PACK), number) for number in numbers)
        assert len(reviews_in(store)) == 36


def test_of_processes_that_open_a_damaged_store_at_once_one_repairs_and_all_go_on(tmp_path: Path):
    path = filled(tmp_path / "store.sqlite", photos=50, reviews=50)
    overwrite(path, 0, bytes(100))
    notices = [json.loads(out) for out in run_together(WRITE_AND_READ, [[path, me, 2, 5] for me in (1, 2, 3)])]
    assert sum(notice is not None for notice in notices) == 1
    assert len([each for each in tmp_path.iterdir() if each.name.endswith(".sqlite")]) == 2
    with Store.open(path) as store:
        assert len(reviews_in(store)) == 56
        assert expected_reviews(50).items() <= reviews_in(store).items()


@needs_posix
@pytest.mark.parametrize("after", [1, 7, 30])
def test_a_killed_process_leaves_whole_batches_and_all_that_it_had_stored(tmp_path: Path, after: int):
    path, size = tmp_path / "store.sqlite", 25
    victim = child(WRITE_FOR_EVER, path, size)
    assert victim.stdout.readline() == "ready\n"
    victim.stdin.write("\n")
    victim.stdin.flush()
    while int(victim.stdout.readline()) < after:
        pass
    victim.send_signal(signal.SIGKILL)
    out, _ = victim.communicate(timeout=60)
    stored = int(out.split()[-1]) if out.split() else after
    with Store.open(path) as store:
        assert store.notice is None
        whole = [
            sum(is_photo(store.find(file_of(number), PACK), number) for number in range(at * size, (at + 1) * size))
            for at in range(stored + 2)
        ]
        assert whole[:stored] == [size] * stored
        assert set(whole[stored:]) <= {0, size}
        assert expected_reviews(stored).items() <= reviews_in(store).items()


@needs_posix
def test_wherever_the_disk_is_full_what_was_stored_is_kept_and_the_rest_absent(tmp_path: Path):
    out, wrong = child(FILL_A_SMALL_DISK, tmp_path).communicate(timeout=120)
    assert wrong == ""
    results = [json.loads(line) for line in out.splitlines()]
    assert len(results) > 5
    assert all("can't be" in result["said"] or "can't grow" in result["said"] for result in results[:-1])
    assert results[-1]["done"] == [[what, batch] for batch in range(6) for what in ("photos", "review")]
    for result in results:
        with Store.open(tmp_path / f"{result['limit']}.sqlite") as store:
            assert store.notice is None
            for batch in range(6):
                numbers = range(batch * 20, (batch + 1) * 20)
                found = sum(is_photo(store.find(file_of(number), PACK), number) for number in numbers)
                assert found == (20 if ["photos", batch] in result["done"] else 0)
                expected = review_of(batch) if ["review", batch] in result["done"] else None
                assert store.review(content_of(batch)) == expected
            store.put([photo_of(999)])
            assert is_photo(store.find(file_of(999), PACK), 999)
