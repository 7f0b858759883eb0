"""Labels a folder, once in the real window and once without: how fast, and how quickly the window answers meanwhile.

    python -m tests.benchmarks.window_run window|bare FOLDER

Prints JSON. A process of its own for each, so that neither warms anything up for the other.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import closing


def bare(folder: str) -> dict[str, object]:
    """Label the folder as `flowersort classify --no-store` does, counted from the start of the run itself."""
    from flowersort.bootstrap import Settings, build, prepare_process
    from flowersort.core.progress import CancelToken
    from flowersort.workflows.classify import ClassifyOptions, classify

    prepare_process()
    tools = build(Settings(with_store=False), os.environ).tools
    began, photos = time.perf_counter(), 0
    with closing(classify([folder], tools=tools, options=ClassifyOptions(), cancel=CancelToken())) as events:
        for event in events:
            photos += hasattr(event, "photo")
    return {"seconds": time.perf_counter() - began, "photos": photos}


def window(folder: str) -> dict[str, object]:
    """Label the folder in the window, counted from the moment of the drop to the end of the run."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from flowersort.gui.window.program import Program
    from flowersort.places import places, resource

    app = QApplication(["flowersort"])
    program = Program(app, os.environ, places(os.environ), resource())
    beats = Heartbeat()
    took: dict[str, object] = {}

    def ended(_last: object) -> None:
        folder_view = program.window.folder
        assert folder_view is not None
        counts = folder_view.session.table.counts()
        labelled = counts.total - counts.waiting
        took.update(seconds=time.perf_counter() - beats.began, photos=labelled, gaps=beats.gaps)
        beats.timer.stop()
        QTimer.singleShot(0, program.window.close)

    def start() -> None:
        program.window.open([folder])
        beats.start()
        assert program.window.folder is not None
        program.window.folder.session.run_ended.connect(ended)

    program.window.model_ready.connect(lambda: QTimer.singleShot(600, start))
    program.run([])
    return took


class Heartbeat:
    """Ticks every 5 ms in the window's thread, and notes by how much each tick was late."""

    PERIOD = 0.005

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.began = self._last = 0.0
        self.gaps: list[float] = []
        self.timer = QTimer(interval=int(1000 * self.PERIOD), timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to tick."""
        self.began = self._last = time.perf_counter()
        self.timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(max(0.0, now - self._last - self.PERIOD))
        self._last = now


if __name__ == "__main__":
    print(json.dumps({"window": window, "bare": bare}[sys.argv[1]](sys.argv[2])))
