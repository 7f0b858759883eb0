"""What random checks asked is remembered beside the reviews, and outlives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowersort.core.errors import StoreError
from flowersort.core.review import Review, Verdict
from flowersort.services.store.store import Store
from flowersort.services.store.values import StoredCheck

ONE, OTHER = StoredCheck("a" * 32, None, 1.5), StoredCheck("b" * 32, "roses", 2.0)


def test_checks_are_kept_replaced_and_forgotten(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store.sqlite") as store:
        assert store.checks() == []
        store.put_checks([OTHER, ONE])
    with Store.open(tmp_path / "store.sqlite") as store:
        assert store.checks() == [ONE, OTHER]
        later = StoredCheck(OTHER.content, None, 3.0)
        store.put_checks([later])
        assert store.checks() == [ONE, later]
        store.remove_checks([ONE.content, "nobody"])
        assert store.checks() == [later]


def test_a_review_that_is_taken_back_leaves_that_it_was_asked(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store.sqlite") as store:
        store.put_review(ONE.content, Review(Verdict.CLASS, "roses", 1.0))
        store.put_checks([ONE])
        store.remove_review(ONE.content)
        assert store.checks() == [ONE]


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store.sqlite")
    store.close()
    with pytest.raises(StoreError):
        store.checks()
    with pytest.raises(StoreError):
        store.put_checks([ONE])
