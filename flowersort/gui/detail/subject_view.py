"""A viewer that gets its photo itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from flowersort.gui.detail.loader import LoadedPhoto, PhotoLoader
from flowersort.gui.detail.values import DetailSubject
from flowersort.gui.detail.viewer import PhotoViewer
from flowersort.gui.detail.zoom import Extent
from flowersort.gui.fault_words import error_shown
from flowersort.gui.theme.appearance import Appearance


class SubjectView(PhotoViewer):
    """Shows a subject: its thumbnail at once, then the large photo, asked for only while the viewer can be seen.

    `arrived` comes with the `LoadedPhoto` of the present subject, `failed` with a sentence.
    """

    arrived = Signal(object)
    failed = Signal(str)

    def __init__(
        self, appearance: Appearance, loader: PhotoLoader, parent: QWidget | None = None, *, on_scrim: bool = False
    ) -> None:
        super().__init__(appearance, parent, on_scrim=on_scrim)
        self._loader = loader
        self._subject: DetailSubject | None = None
        self._asked = False
        loader.loaded.connect(self._take)
        loader.failed.connect(self._miss)

    @property
    def subject(self) -> DetailSubject | None:
        """What is shown."""
        return self._subject

    def show_subject(self, subject: DetailSubject | None) -> None:
        """Show a subject; news of the present one leave zoom and place as they are, and a changed file is read anew."""
        before, self._subject = self._subject, subject
        if before is None or subject is None or before.path != subject.path:
            self.show_photo(subject.thumbnail if subject is not None else None, extent=_extent(subject))
            self._asked = False
        else:
            self.set_thumbnail(subject.thumbnail, extent=_extent(subject))
            self._asked = self._asked and _file(before) == _file(subject)
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what was not asked for while nobody could see it."""
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        if self._subject is not None and not self._asked and self.isVisible():
            self._asked = True
            self._loader.ask(self._subject.path)

    def _take(self, path: str, photo: LoadedPhoto) -> None:
        if self._subject is not None and path == self._subject.path:
            self.set_photo(photo)
            self.arrived.emit(photo)

    def _miss(self, path: str, reason: str) -> None:
        if self._subject is not None and path == self._subject.path:
            self.set_notice(error_shown(reason))
            self.failed.emit(reason)


def _extent(subject: DetailSubject | None) -> Extent | None:
    facts = subject.photo.facts if subject is not None and subject.photo is not None else None
    return Extent(facts.width, facts.height) if facts is not None else None


def _file(subject: DetailSubject) -> object:
    return (subject.photo.file, subject.photo.content) if subject.photo is not None else None
