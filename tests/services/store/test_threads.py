from __future__ import annotations

import gc
import sqlite3
import threading
import time

import pytest

from flowersort.core.errors import StoreError
from flowersort.services.store.threads import ThreadConnections


class Recorded(sqlite3.Connection):
    """A connection that tells when it is closed."""

    closed = False

    def close(self) -> None:
        self.closed = True
        super().close()


class Maker:
    """Makes connections and remembers them."""

    def __init__(self) -> None:
        self.made: list[Recorded] = []

    def __call__(self) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", factory=Recorded, check_same_thread=False)
        self.made.append(connection)
        return connection


def translate(fault: Exception) -> StoreError:
    return StoreError(f"said: {fault}")


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def connections(maker: Maker):
    connections = ThreadConnections(maker, translate)
    yield connections
    connections.close()


def use(connections: ThreadConnections) -> None:
    with connections.mine() as connection:
        connection.execute("SELECT 1").fetchone()


def test_a_thread_keeps_its_connection_and_another_gets_its_own(connections: ThreadConnections, maker: Maker):
    use(connections)
    use(connections)
    assert len(maker.made) == 1
    thread = threading.Thread(target=use, args=(connections,))
    thread.start()
    thread.join()
    assert len(maker.made) == 2


def test_a_thread_s_end_closes_its_connection(connections: ThreadConnections, maker: Maker):
    for _ in range(5):
        thread = threading.Thread(target=use, args=(connections,))
        thread.start()
        thread.join()
    gc.collect()
    for connection in maker.made:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_closing_waits_for_the_query_in_hand(connections: ThreadConnections, maker: Maker):
    inside, order = threading.Event(), []

    def work() -> None:
        with connections.mine() as connection:
            inside.set()
            time.sleep(0.1)
            connection.execute("SELECT 1").fetchone()
            order.append("queried")

    thread = threading.Thread(target=work)
    thread.start()
    inside.wait()
    connections.close()
    order.append("closed")
    thread.join()
    assert order == ["queried", "closed"]
    assert maker.made[0].closed


def test_errors_of_sqlite_are_translated_and_others_are_not(connections: ThreadConnections):
    with pytest.raises(StoreError, match="said: no such table") as caught, connections.mine() as connection:
        connection.execute("SELECT * FROM missing")
    assert isinstance(caught.value.__cause__, sqlite3.Error)
    with pytest.raises(KeyError), connections.mine():
        raise KeyError


def test_a_connection_that_can_t_be_made_is_said_and_tried_again():
    fails = [True]

    def make() -> sqlite3.Connection:
        if fails.pop():
            raise sqlite3.OperationalError("gone")
        return sqlite3.connect(":memory:")

    fails.insert(0, False)
    connections = ThreadConnections(make, translate)
    with pytest.raises(StoreError, match="said: gone"):
        use(connections)
    use(connections)
    connections.close()
    with pytest.raises(StoreError, match="was closed"):
        use(connections)


def test_ctrl_c_between_lock_and_block_does_not_lock_the_thread_out(connections: ThreadConnections):
    connections.mine().__enter__()
    use(connections)
    connections.close()
    with pytest.raises(StoreError, match="was closed"):
        use(connections)
