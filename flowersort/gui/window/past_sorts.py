"""Past sorts: the list of them, undo, and the recovery of what was cut off, with or without open photos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from flowersort.core.csv_names import readable
from flowersort.core.sorts import Recovery, SortRecord
from flowersort.gui.background import Operation
from flowersort.gui.controls.banner import Answer, Banners
from flowersort.gui.session.desk import Desk
from flowersort.gui.session.sorting import Sorting
from flowersort.gui.sorting.history_dialog import HistoryDialog
from flowersort.gui.sorting.undo_dialog import RecoverDialog, UndoDialog
from flowersort.gui.sorting.words import moment_shown
from flowersort.workflows.recover_sort import cut_off_sorts
from flowersort.workflows.sort_of_photo import sort_of_photo
from flowersort.workflows.undo_sort import known_sorts

_CUT_OFF = "cut-off"


class PastSorts(QObject):
    """Lists, undoes and recovers; `said` brings what can't be done.

    Args:
        work: gives what does it: the open folder's, so that its photos are followed, else one of the window's own.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget, banners: Banners, work: Callable[[], Sorting]) -> None:
        super().__init__(window)
        self._desk, self._window, self._banners, self._work = desk, window, banners, work
        self._asking: list[Operation[None]] = []

    def offer_recovery(self) -> None:
        """Offer to finish or roll back the newest sort that was cut off, if there is one."""
        self._ask(lambda: cut_off_sorts(self._desk.built.sorts), self._offer)

    def show_history(self) -> None:
        """Open the list of past sorts."""
        self._ask(lambda: known_sorts(self._desk.built.sorts), self._show_list)

    def put_back(self, path: str, content: str) -> None:
        """Ask whether to put one photo back where a sort took it from."""
        find = partial(sort_of_photo, path, content, records=self._desk.built.sorts)
        self._ask(find, lambda record: self._undo(record, photo=path))

    def close(self) -> None:
        """Wait for what is being looked up."""
        for asking in tuple(self._asking):
            asking.wait()

    def _offer(self, records: Sequence[SortRecord]) -> None:
        if not records:
            return
        record = records[0]
        text = self.tr("The sort into {folder} of {when} was cut off. No photo is lost.").format(
            folder=readable(record.into), when=moment_shown(record.at)
        )
        answers = (
            Answer(self.tr("Finish it"), lambda: self._recover(record, Recovery.FINISH), primary=True),
            Answer(self.tr("Roll it back"), lambda: self._recover(record, Recovery.ROLL_BACK)),
            Answer(self.tr("Later"), lambda: None),
        )
        self._banners.offer(_CUT_OFF, text, answers)

    def _show_list(self, records: Sequence[SortRecord]) -> None:
        dialog = HistoryDialog(records, self._window)
        dialog.undo_wanted.connect(self._undo)
        dialog.recovery_wanted.connect(self._recover)
        dialog.open()

    def _undo(self, record: SortRecord, *, photo: str = "") -> None:
        work = self._work()
        if work.busy:
            self.said.emit(self.tr("Something is being sorted still."))
            return
        UndoDialog(work, record, classes=self._desk.facts.classes, photo=photo, parent=self._window).open()

    def _recover(self, record: SortRecord, way: Recovery) -> None:
        work = self._work()
        if work.busy:
            self.said.emit(self.tr("Something is being sorted still."))
            return
        dialog = RecoverDialog(work, self._window)
        dialog.finished.connect(self.offer_recovery)
        dialog.open()
        what = self.tr("Finishing the sort") if way is Recovery.FINISH else self.tr("Rolling the sort back")
        dialog.begin(what, lambda: work.recover(record, way))

    def _ask(self, look: Callable[[], object], done: Callable[..., None]) -> None:
        asking = Operation[None]("sorts", lambda _tell: look(), self)
        self._asking.append(asking)
        asking.succeeded.connect(lambda result: self._finish(asking, done, result))
        asking.failed.connect(lambda reason: self._finish(asking, self.said.emit, reason))
        asking.start()

    def _finish(self, asking: Operation[None], done: Callable[..., None], result: object) -> None:
        self._asking.remove(asking)
        asking.deleteLater()
        done(result)
