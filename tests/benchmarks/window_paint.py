"""Opens the window as `flowersort gui` does, notes when it has been painted, and closes it."""

from __future__ import annotations

import json
import os
import sys
import time


def main() -> None:
    """Print the time of the first paint in seconds since 1970, and which heavy modules were loaded by then."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    from flowersort.gui.window.program import Program
    from flowersort.places import places, resource

    class Watch(QObject):
        painted = 0.0
        heavy: tuple[str, ...] = ()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.painted:
                QTimer.singleShot(0, self.note)
            return super().eventFilter(watched, event)

        def note(self) -> None:
            if not self.painted:
                self.painted = time.time()
                self.heavy = tuple(name for name in ("numpy", "PIL", "ai_edge_litert") if name in sys.modules)
                QTimer.singleShot(0, program.window.close)

    app = QApplication(["flowersort"])
    program = Program(app, os.environ, places(os.environ), resource())
    watch = Watch()
    program.window.centralWidget().installEventFilter(watch)
    program.run([])
    print(json.dumps({"painted": watch.painted, "heavy": watch.heavy}))


if __name__ == "__main__":
    main()
