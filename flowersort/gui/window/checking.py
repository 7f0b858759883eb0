"""Checking the labels of a sorted folder: offered, run, shown, answered, and carried out."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal

from flowersort.core.arrangement import Shortlist
from flowersort.core.audit import AuditedPhoto, AuditProgress, AuditResult, AuditStep
from flowersort.core.audit_rows import AuditRows, Doubts, is_class_tree
from flowersort.core.photo_names import shown_name
from flowersort.core.progress import Progress
from flowersort.gui.checking.words import named, note_of
from flowersort.gui.controls.banner import Answer, Banners
from flowersort.gui.detail.values import Doubt, Neighbour
from flowersort.gui.grid.tile import TileNote
from flowersort.gui.session.session import Session
from flowersort.gui.sorting.sort_dialog import PlanDialog
from flowersort.gui.window.actions import Actions
from flowersort.gui.window.conductor import Conductor
from flowersort.gui.window.detail_feed import DetailFeed
from flowersort.gui.window.file_commands import FileCommands
from flowersort.gui.window.review_actions import CHECK_KEYS, ReviewActions
from flowersort.gui.window.status_line import StatusLine
from flowersort.gui.window.workspace import Workspace

_OFFER = "check"
# Folders that are looked at before a check is offered; a sorted folder shows in far fewer.
_MOST_FOLDERS = 2000
_PAUSE_MS = 250


@dataclass(frozen=True, slots=True)
class CheckParts:
    """What a check shows itself by."""

    workspace: Workspace
    conductor: Conductor
    feed: DetailFeed
    files: FileCommands
    review: ReviewActions
    status: StatusLine


class Checking(QObject):
    """Wires a check; `said` brings what can't be done, `changed` that one is shown now, or no longer."""

    said = Signal(str)
    changed = Signal()

    def __init__(self, session: Session, parts: CheckParts, actions: Actions, banners: Banners) -> None:
        super().__init__(parts.workspace)
        self._session, self._parts, self._banners = session, parts, banners
        self._actions = actions
        self._found: AuditRows | None = None
        self._folders: set[str] = set()
        self._offered = self._waiting = False
        self._looking = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._looking.timeout.connect(self._look)
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self._count)
        self._wire()

    @property
    def found(self) -> AuditRows | None:
        """What is shown of a check; None while none is."""
        return self._found

    def close(self) -> None:
        """Let go of what outlives these photos."""
        self._actions.check.triggered.disconnect(self.check)
        self._banners.withdraw(_OFFER)

    def check(self) -> None:
        """Check the labels of the open folder, or say why not."""
        why = self._why_not()
        if why:
            self.said.emit(why)
        elif self._session.runs.running:
            self._waiting = True
            self.said.emit(self.tr("Labels are checked as soon as the photos are labelled."))
        else:
            self._banners.withdraw(_OFFER)
            self._session.auditing.start(self._session.paths[0])

    def show_result(self, result: AuditResult) -> None:
        """Show what a check found, the most suspicious first."""
        if result.root not in self._session.paths:
            return
        self.leave()
        parts, table = self._parts, self._session.table
        found = self._found = AuditRows(result, table)
        parts.conductor.clear_filter()
        parts.workspace.check.show_result(result)
        parts.workspace.show_check(True)
        parts.conductor.model.set_notes(self._note)
        parts.workspace.grid.set_wanted(found.open_rows)
        self._take_keys(True)
        parts.files.offer_moves(False)
        self._count()
        self.show()
        parts.feed.set_doubts(self._doubt)
        rows = found.shown(parts.workspace.check.doubts)
        if len(rows):
            parts.workspace.grid.go_to_row(int(rows[0]))
        parts.workspace.grid.setFocus()
        self.changed.emit()

    def show(self) -> None:
        """Show the photos that the panel's choice stands for."""
        if self._found is not None:
            self._parts.conductor.show_only(Shortlist(self._found.shown(self._parts.workspace.check.doubts)))

    def leave(self) -> None:
        """Show all photos again; reviews stay."""
        if self._found is None:
            return
        self._found = None
        parts = self._parts
        parts.conductor.model.set_notes(None)
        parts.workspace.show_check(False)
        parts.workspace.grid.set_wanted(None)
        self._take_keys(False)
        parts.feed.set_doubts(None)
        parts.files.offer_moves(True)
        parts.conductor.show_only(None)
        self.changed.emit()

    def accept(self) -> None:
        """Take the suggestion for the selected photos, and go on."""
        self._answer(lambda photo: photo.suggested_label, self.tr("Nothing is suggested here; K keeps the label."))

    def keep(self) -> None:
        """Keep the label of the selected photos, and go on."""
        self._answer(lambda photo: photo.folder_label, self.tr("These photos stand in no class folder."))

    def apply(self) -> None:
        """Show the plan to move photos whose review tells another class than their folder, and move them."""
        found = self._found
        if found is None:
            return
        rows = found.misplaced()
        if self._session.runs.running or self._session.sorting.busy:
            self.said.emit(self.tr("Something is being done with these photos still."))
        elif not len(rows):
            self.said.emit(self.tr("Every reviewed photo stands in the folder of its class."))
        else:
            photos, root = self._session.table.photos(rows), found.result.root
            work, holding = self._session.sorting, tuple(found.holding())
            title = self.tr("Move photos to the folders of their classes")
            dialog = PlanDialog(work, title, self._parts.workspace.window())
            dialog.open()
            dialog.make_plan(lambda: work.plan_corrections(photos, root=root, holding=holding))

    def _choose(self) -> None:
        """Show what was chosen, and go to the first of it where the current photo is none of it."""
        self.show()
        grid = self._parts.workspace.grid
        if grid.current_row() < 0 and grid.model().rowCount():
            grid.go_to_row(grid.model().row_at(0))

    def _take_keys(self, on: bool) -> None:
        self._parts.review.set_checking(on)
        self._parts.workspace.detail.legend.withhold({key.casefold() for key in CHECK_KEYS} if on else ())

    def _clear(self) -> None:
        """Where nothing is left of what was chosen, show all that is open; where nothing is open, leave."""
        if self._found is None:
            return
        if self._parts.workspace.check.doubts != Doubts():
            self._parts.workspace.check.choose(Doubts())
        else:
            self.leave()

    def _answer(self, label_of: Callable[[AuditedPhoto], str], nothing: str) -> None:
        grid, found = self._parts.workspace.grid, self._found
        if found is None:
            return
        rows = grid.selected_rows().tolist()
        photos = {row: photo for row in rows if (photo := found.photo(row)) is not None}
        labels = {row: label for row, photo in photos.items() if (label := label_of(photo))}
        if not labels:
            self.said.emit(nothing)
            return
        self._session.reviewing.give_labels(labels)
        grid.go_to_next_doubtful(1)

    def _why_not(self) -> str:
        paths, names = self._session.paths, self._folders
        if self._session.auditing.busy:
            return self.tr("Labels are being checked already.")
        if len(paths) != 1 or not os.path.isdir(paths[0]):  # noqa: PTH112 (a path may hold anything)
            return self.tr("Labels are checked one folder at a time: open a folder of class folders.")
        if not names - {""} and not self._session.runs.running:
            return self.tr("There are no class folders here whose labels could be checked.")
        return ""

    def _take_found(self, rows: range) -> None:
        table, root = self._session.table, self._session.paths[0] if self._session.paths else ""
        before = len(self._folders)
        for row in rows:
            # Splits and classes stand in the upper two folders; what lies deeper says nothing of how photos are sorted.
            folders = shown_name(table.path(row), base=root).split("/")[:-1]
            self._folders.add("/".join(folders[:2]))
        if len(self._folders) != before and not self._offered:
            self._looking.start()

    def _look(self) -> None:
        """Offer a check where photos are sorted into class folders already."""
        paths = self._session.paths
        if self._offered or len(paths) != 1 or self._found is not None or self._session.auditing.busy:
            return
        if not is_class_tree(islice(self._folders - {""}, _MOST_FOLDERS), self._session.table.facts.classes):
            return
        self._offered = True
        text = self.tr(
            "These photos are sorted into class folders already. Wrong labels, copies and poor photos among them can be"
            " looked for."
        )
        answers = (
            Answer(self.tr("Check labels"), self.check, primary=True),
            Answer(self.tr("Not now"), lambda: None),
        )
        self._banners.offer(_OFFER, text, answers)

    def _forget(self) -> None:
        self.leave()
        self._folders.clear()
        self._offered = self._waiting = False
        self._banners.withdraw(_OFFER)

    def _go_on(self) -> None:
        if self._waiting and not self._session.runs.running:
            self._waiting = False
            if not self._session.runs.can_resume:
                self.check()

    def _count(self) -> None:
        if self._found is not None:
            self._parts.workspace.check.show_counts(self._found)

    def _follow(self) -> None:
        if self._found is not None:
            self._counting.start()

    def _note(self, row: int) -> TileNote | None:
        photo = self._found.photo(row) if self._found is not None else None
        return note_of(photo) if photo is not None else None

    def _doubt(self, row: int) -> Doubt | None:
        found = self._found
        photo = found.photo(row) if found is not None else None
        if found is None or photo is None:
            return None
        near = ((self._session.table.find(each.path), each) for each in photo.neighbours)
        speaking = [(other, each.likeness) for other, each in near if other is not None]
        copies = found.copies(row)
        thumbnails = self._parts.workspace.thumbnails
        thumbnails.want([*(other for other, _ in speaking), *copies])
        told = [(other, found.photo(other)) for other in copies]
        return Doubt(
            photo,
            found.result.classes,
            [Neighbour(at, thumbnails.pixmap(at), named(photo.suggested_label), alike) for at, alike in speaking],
            [
                Neighbour(at, thumbnails.pixmap(at), named(other.folder_label), None)
                for at, other in told
                if other is not None
            ],
        )

    def _show_progress(self, news: Progress | AuditProgress) -> None:
        if isinstance(news, Progress):
            self._parts.status.show_progress(news)
            return
        words = {
            AuditStep.COPIES: self.tr("Looking for copies…"),
            AuditStep.FEATURES: self.tr("Looking closely…"),
            AuditStep.LABELS: self.tr("Judging labels…"),
        }
        self._parts.status.show_step(words[news.step], news.done, news.total)

    def _wire(self) -> None:
        session, parts = self._session, self._parts
        self._actions.check.triggered.connect(self.check)
        session.opened.connect(self._forget)
        session.found.connect(self._take_found)
        session.changed.connect(self._follow)
        session.moved.connect(self._follow)
        session.running_changed.connect(self._go_on)
        session.auditing.progressed.connect(self._show_progress)
        session.auditing.finished.connect(self.show_result)
        session.auditing.stopped.connect(lambda: self.said.emit(self.tr("Stopped checking; nothing was changed.")))
        session.auditing.refused.connect(self.said)
        parts.review.suggestion_accepted.connect(self.accept)
        parts.review.label_kept.connect(self.keep)
        parts.workspace.detail.suggestion_accepted.connect(self.accept)
        parts.workspace.detail.label_kept.connect(self.keep)
        parts.workspace.grid.clear_filter_requested.connect(self._clear)
        panel = parts.workspace.check
        panel.doubts_changed.connect(lambda _doubts: self._choose())
        panel.apply_wanted.connect(self.apply)
