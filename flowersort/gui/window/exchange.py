"""Labels and reviews out into files, and back in: CSV, JSON, Excel, XMP, files of reviews."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from flowersort.core.filed_reviews import Keep
from flowersort.core.imported import ImportDone, ImportPlan
from flowersort.core.progress import CancelToken
from flowersort.core.xmp_export import XmpDeed, XmpNames, XmpPlan
from flowersort.gui.background import Operation
from flowersort.gui.session.session import Session
from flowersort.gui.sorting.ask_dialog import AskDialog, Question
from flowersort.gui.sorting.exchange_words import ImportWords, XmpWords
from flowersort.gui.window.actions import Actions
from flowersort.gui.window.dialogs import SystemDialogs, TableKind
from flowersort.workflows.export import Labels, check_target, check_xlsx, export_csv, export_json, export_xlsx
from flowersort.workflows.export_reviews import export_reviews, gather_reviews
from flowersort.workflows.export_xmp import apply_xmp, plan_xmp
from flowersort.workflows.import_reviews import apply_import, plan_filed_import, plan_import

_WRITERS: dict[TableKind, Callable[[Labels, str], None]] = {
    TableKind.CSV: partial(export_csv, standard_output=sys.stdout),
    TableKind.JSON: partial(export_json, standard_output=sys.stdout, top=1),
    TableKind.XLSX: export_xlsx,
}


class Exchange(QObject):
    """Asks for a file, shows what would happen where something is changed, and works beside the window.

    `said` brings what came of it.
    """

    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget, actions: Actions, dialogs: SystemDialogs) -> None:
        super().__init__(parent)
        self._session, self._window, self._dialogs = session, parent, dialogs
        self._running: Operation[None] | None = None
        self._cancel = CancelToken()
        self._connected = [
            (actions.export, partial(self.export, TableKind.CSV)),
            (actions.export_json, partial(self.export, TableKind.JSON)),
            (actions.export_xlsx, partial(self.export, TableKind.XLSX)),
            (actions.export_xmp, partial(self.export_xmp, XmpNames.WITH_SUFFIX)),
            (actions.export_xmp_short, partial(self.export_xmp, XmpNames.WITHOUT_SUFFIX)),
            (actions.export_reviews, self.export_reviews),
            (actions.import_csv, self.import_csv),
            (actions.import_reviews, self.import_reviews),
        ]
        for action, act in self._connected:
            action.triggered.connect(act)

    def close(self) -> None:
        """Let go of the actions, which outlive these photos; what runs is stopped between files and waited for."""
        for action, act in self._connected:
            action.triggered.disconnect(act)
        self._cancel.cancel()
        if self._running is not None:
            self._running.wait()

    def export(self, kind: TableKind, _checked: bool = False) -> None:
        """Ask for a file and write the labels there."""
        if not self._may_begin():
            return
        counts = self._session.table.counts()
        table, base = self._session.snapshot()
        target = self._dialogs.choose_table(self._window, kind, _suggested(base, f"predictions.{kind.value}"))
        if not target:
            return

        def work() -> None:
            rows = table.labelled_photos()
            check_target(target, inputs=[row.file.path for row in rows])
            if kind is TableKind.XLSX:
                check_xlsx(target, others=(), photos=len(rows))
            _WRITERS[kind](Labels(rows, table.facts, base), target)

        name = Path(target).name
        written = self.tr("%Ln rows written to {file}", None, counts.total - counts.waiting).format(file=name)
        self.said.emit(self.tr("Writing {file}…").format(file=name))
        self._begin(work, lambda _result: self.said.emit(written))

    def export_xmp(self, names: XmpNames, _checked: bool = False) -> None:
        """Look at the photos' XMP files, show what would be written, and write it if that is wanted."""
        if not self._may_begin():
            return
        table, base = self._session.snapshot()
        self._cancel = cancel = CancelToken()
        self.said.emit(self.tr("Looking at XMP files…"))
        labels = partial(Labels, model=table.facts, base=base)
        self._begin(lambda: plan_xmp(labels(table.labelled_photos()), names=names, cancel=cancel), self._ask_xmp)

    def export_reviews(self, _checked: bool = False) -> None:
        """Ask for a file and write all reviews of the store there."""
        if not self._may_exchange_reviews():
            return
        target = self._dialogs.choose_reviews_target(
            self._window, _suggested(self._session.table.base, "reviews.jsonl")
        )
        if not target:
            return
        self._session.unstored()
        tools, name = self._session.desk.built.tools, Path(target).name

        def work() -> str:
            check_target(target)
            gathered = gather_reviews(tools.store_of_reviews())
            export_reviews(gathered, target, standard_output=sys.stdout)
            return self._reviews_written(len(gathered.reviews), name)

        self._begin(work, self.said.emit)

    def import_csv(self, _checked: bool = False) -> None:
        """Read an edited CSV, show what it would change, and take its reviews in if that is wanted."""
        if self._may_exchange_reviews():
            path = self._dialogs.choose_edited_csv(self._window, self._session.table.base or str(Path.home()))
            tools, facts = self._session.desk.built.tools, self._session.desk.facts
            self._plan_import(
                path,
                lambda: plan_import(path, store=tools.store_of_reviews(), model=facts, now=time.time()),
                ImportWords().question,
            )

    def import_reviews(self, _checked: bool = False) -> None:
        """Read a file of reviews, show what it would change, and take them in if that is wanted."""
        if self._may_exchange_reviews():
            path = self._dialogs.choose_reviews(self._window, self._session.table.base or str(Path.home()))
            tools, classes = self._session.desk.built.tools, self._session.desk.facts.classes
            self._plan_import(
                path,
                lambda: plan_filed_import(path, store=tools.store_of_reviews(), keep=Keep.NEWER),
                lambda plan: ImportWords().filed_question(plan, classes),
            )

    def _may_begin(self) -> bool:
        counts = self._session.table.counts()
        if self._running is not None:
            self.said.emit(self.tr("Something is being written still."))
        elif counts.total == counts.waiting:
            self.said.emit(self.tr("There is nothing to export yet."))
        else:
            return True
        return False

    def _ask_xmp(self, plan: XmpPlan) -> None:
        self.said.emit("")
        dialog = AskDialog(XmpWords().question(plan), self._window)
        dialog.accepted.connect(lambda: self._write_xmp(plan))
        dialog.open()

    def _write_xmp(self, plan: XmpPlan) -> None:
        self._cancel = cancel = CancelToken()

        def work() -> str:
            counts = Counter(step.deed for step in apply_xmp(plan, cancel=cancel))
            return self._xmp_result(len(plan.steps), counts)

        self.said.emit(self.tr("Writing XMP files…"))
        self._begin(work, self.said.emit)

    def _xmp_result(self, photos: int, counts: Counter[XmpDeed]) -> str:
        return XmpWords().result(photos, counts)

    def _may_exchange_reviews(self) -> bool:
        if self._running is not None:
            self.said.emit(self.tr("Something is being written still."))
        elif self._session.desk.built.tools.store is None:
            self.said.emit(self.tr("Without the store there are no reviews to change."))
        else:
            return True
        return False

    def _reviews_written(self, count: int, name: str) -> str:
        return self.tr("%Ln reviews written to {file}", None, count).format(file=name)

    def _plan_import(
        self, path: str, plan: Callable[[], ImportPlan], question: Callable[[ImportPlan], Question]
    ) -> None:
        if path:
            self._session.unstored()
            self._begin(plan, partial(self._ask_import, question), self._not_imported)

    def _ask_import(self, question: Callable[[ImportPlan], Question], plan: ImportPlan) -> None:
        dialog = AskDialog(question(plan), self._window)
        dialog.accepted.connect(lambda: self._import(plan))
        dialog.open()

    def _import(self, plan: ImportPlan) -> None:
        built = self._session.desk.built

        def work() -> ImportDone:
            return apply_import(plan, store=built.tools.store_of_reviews(), folder=built.imports, now=time.time())

        self._begin(work, partial(self._imported, plan), self._not_imported)

    def _imported(self, plan: ImportPlan, done: ImportDone) -> None:
        left = {row.line for row in done.left}
        self._session.reviewing.take([each.change for each in plan.changes if each.line not in left])
        self._session.said.emit(self.tr("%Ln reviews imported", None, done.stored), bool(done.stored))
        if done.left:
            AskDialog(ImportWords().left(done.left), self._window).open()

    def _begin(
        self, work: Callable[[], object], done: Callable[..., object], refused: Callable[[str], object] | None = None
    ) -> None:
        self._running = running = Operation[None]("exchange", lambda _tell: work(), self)
        running.succeeded.connect(lambda result: self._finish(done, result))
        running.failed.connect(lambda reason: self._finish(refused or self._not_exported, reason))
        running.start()

    def _finish(self, done: Callable[..., object], result: object) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.deleteLater()
        done(result)

    def _not_exported(self, reason: str) -> None:
        self.said.emit(self.tr("Not exported. {reason}").format(reason=reason))

    def _not_imported(self, reason: str) -> None:
        self.said.emit(self.tr("Not imported. {reason}").format(reason=reason))


def _suggested(base: str, name: str) -> str:
    folder = base if os.path.isdir(base) else str(Path.home())  # noqa: PTH112 (a path may hold anything)
    return os.path.join(folder, name)  # noqa: PTH118
