"""Linked files in the reader: says why one cannot be opened, and asks once for a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from archivist.errors import LinkedFileError, StrangeLinkError

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.errors import ArchivistError
    from archivist.gui.messages import Desk
    from archivist.gui.page_pictures import Pictures
    from archivist.gui.reader.opened import PageContent
    from archivist.gui.reader.session import Session
    from archivist.gui.reader.stage import Stage
    from archivist.library.sources import Page
    from archivist.services.linking import LinkFault


class LinkNotice(QObject):
    """Tells of the file of the page that is read, if it is linked and not as it was."""

    def __init__(self, desk: Desk, session: Session, stage: Stage, pictures: Pictures) -> None:
        super().__init__(session)
        self._desk, self._session, self._stage = desk, session, stage
        session.read.connect(self._look)
        pictures.failed.connect(self._refused)

    def _look(self, content: PageContent) -> None:
        """Look after the file of a page without a picture; drawing would have told."""
        page = content.page
        if not page.width:
            self._desk.ask(
                lambda w: w.linking.fault(page.file_id),
                lambda fault: self._tell(page, fault),
                owner=self,
                key="fault",
            )

    def _tell(self, page: Page, fault: LinkFault | None) -> None:
        if fault is not None and self._session.page == page:
            self._stage.notice.tell(fault.sentence)
            if fault.folder is not None:
                self._offer(fault.folder)

    def _refused(self, page: Page, error: ArchivistError) -> None:
        if not isinstance(error, LinkedFileError) or self._session.page != page:
            return
        self._stage.notice.tell(str(error))
        if isinstance(error, StrangeLinkError):
            self._offer(error.path.parent)

    def _offer(self, folder: Path) -> None:
        self._stage.notice.offer(
            self.tr("Open linked files in this folder"), lambda: self._allow(folder)
        )

    def _allow(self, folder: Path) -> None:
        self._desk.change(lambda w: w.linking.allow(folder), lambda _: self._again(), owner=self)

    def _again(self) -> None:
        if self._session.page is not None:
            self._session.turned.emit(self._session.page)
            self._session.go(self._session.index)
