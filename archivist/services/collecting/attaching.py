"""Texts of pages that another program made (hOCR, ALTO, PAGE XML) become layers of the pages."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from archivist.errors import UnreadableFileError
from archivist.ingest.judging import doubt_of, judge
from archivist.ingest.language import model_of
from archivist.library.ordering import sort_key
from archivist.library.sources import Doubt, TextLayer, TextOrigin
from archivist.services.changes import Changes
from archivist.services.collecting.report import ImportedFile, ImportStatus
from archivist.services.collecting.walking import find_files
from archivist.services.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from archivist.ingest.recognising_room import RecognisingRoom
    from archivist.library.layers import LayerPage, ReadLayers
    from archivist.library.values import ContentHash, PageId, SourceId
    from archivist.services.collecting.report import ImportReport
    from archivist.services.progress import Steps
    from archivist.storage.database import Database

_ALL_SURE = 100.0
_LONGEST = 100
"""Letters of a name of a program, or of a language, that are kept."""

_SHORT_CODE = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class AttachedText:
    """What became of one text: on no page for the `reason`; `path` is the file that it is from."""

    path: Path
    page_id: PageId | None = None
    source_id: SourceId | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AttachReport:
    """What became of all texts; `changes` are what views should fetch again."""

    texts: tuple[AttachedText, ...]
    changes: Changes


def layer_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files among these, and in these folders, that hold texts of pages."""
    found = find_files(paths, texts=True)
    return tuple(each.path for each in found if not each.reason)


class Attaching:
    """Gives the pages of one library the texts that other programs made of them."""

    def __init__(self, database: Database, room: RecognisingRoom) -> None:
        self._database = database
        self._room = room

    def attach(
        self, paths: Sequence[Path], source_ids: Collection[SourceId] | None = None
    ) -> Steps[AttachReport]:
        """Attach the texts in files to pages of some sources, or of all where None is given.

        A page is known by the picture that the text names: by its content where it lies beside the
        text, else by its name; or by the name of the text's own file; of a file with several pages
        by its number; else, in one source with as many pages as there are texts, by the order.

        Raises:
            ReadOnlyLibraryError: when the library is open for reading only.
        """
        with self._database.writing(undoable=False) as work:
            pages = _Pages(work.layers.named(source_ids))
        texts: list[AttachedText] = []
        unplaced: list[tuple[Path, ReadLayers, LayerPage]] = []
        placed: list[tuple[Path, PageId, ReadLayers, LayerPage]] = []
        ordered = sorted(paths, key=lambda path: sort_key(path.name))
        for done, path in enumerate(ordered):
            yield Progress(done=done, total=len(ordered), what=path.name)
            try:
                read = self._room.layers(path)
            except UnreadableFileError as error:
                texts.append(AttachedText(path=path, reason=error.reason))
                continue
            for page in read.pages:
                page_id = pages.page_of(path, page)
                if page_id is None:
                    unplaced.append((path, read, page))
                else:
                    placed.append((path, page_id, read, page))
        by_order = pages.in_order(len(unplaced)) if not placed else ()
        for (path, read, page), page_id in zip(unplaced, by_order, strict=False):
            placed.append((path, page_id, read, page))
        if not by_order:
            texts += [AttachedText(path=path, reason=_NO_PAGE) for path, _, _ in unplaced]
        return self._put(placed, texts)

    def beside(self, paths: Sequence[Path], report: ImportReport) -> Steps[ImportReport]:
        """Attach the texts among files that came in; the report then tells of them as well.

        Pages of the files that came in with them go before those of the whole library.
        """
        files = layer_files(paths)
        if not files:
            return report
        sources = {file.source_id for file in report.files if file.source_id is not None}
        found = yield from self.attach(files, sources)
        left = sorted({text.path for text in found.texts if text.page_id is None})
        texts = [text for text in found.texts if text.page_id is not None]
        changes = report.changes | found.changes
        if left:
            found = yield from self.attach(left)
            texts += found.texts
            changes |= found.changes
        return replace(report, files=(*report.files, *_as_files(texts)), changes=changes)

    def _put(
        self,
        placed: Sequence[tuple[Path, PageId, ReadLayers, LayerPage]],
        texts: list[AttachedText],
    ) -> AttachReport:
        with self._database.writing("Attach texts") as work:
            for path, page_id, read, page in placed:
                if page.text:
                    layer, doubt = _layer(read, page)
                    work.layers.put(page_id, layer, doubt)
                    source_id = work.catalogue.page(page_id).source_id
                    texts.append(AttachedText(path=path, page_id=page_id, source_id=source_id))
        return AttachReport(texts=tuple(texts), changes=Changes.of_rows(work.touched))


def _as_files(texts: Sequence[AttachedText]) -> Iterator[ImportedFile]:
    """Tell of each file once: of the first of its texts that found no page, if one did not."""
    worst: dict[Path, AttachedText] = {}
    for text in texts:
        if text.path not in worst or text.page_id is None:
            worst[text.path] = text
    for path, text in worst.items():
        lost = text.page_id is None
        yield ImportedFile(
            path=path,
            status=ImportStatus.UNREADABLE if lost else ImportStatus.STORED,
            reason=text.reason,
            source_id=text.source_id,
            pages=sum(one.path == path and one.page_id is not None for one in texts),
        )


_NO_PAGE = "no page in the library is called like the picture that it was read from"


class _Pages:
    """The pages that texts may belong to, by the names of their files."""

    def __init__(self, named: Mapping[PageId, tuple[str, ContentHash, int]]) -> None:
        self._all = tuple(named)
        self._beside: dict[Path, str] = {}
        self._contents: defaultdict[str, dict[int, list[PageId]]] = defaultdict(dict)
        self._names: defaultdict[str, dict[int, list[PageId]]] = defaultdict(dict)
        self._stems: defaultdict[str, dict[int, list[PageId]]] = defaultdict(dict)
        for page_id, (name, content, index) in named.items():
            self._contents[content].setdefault(index, []).append(page_id)
            self._names[name.casefold()].setdefault(index, []).append(page_id)
            self._stems[_stem(name)].setdefault(index, []).append(page_id)

    def page_of(self, path: Path, page: LayerPage) -> PageId | None:
        """Return the page of a text, None when none or several could be meant."""
        image = _base(page.image)
        for known, name in (
            (self._contents, self._content_beside(path, image)),
            (self._names, image.casefold()),
            (self._stems, _stem(image)),
            (self._stems, _stem(path.name)),
        ):
            indices = known.get(name, {}) if name else {}
            meant = indices.get(page.number if len(indices) > 1 else 0, [])
            if len(meant) == 1:
                return meant[0]
        return None

    def _content_beside(self, path: Path, image: str) -> str:
        """Return the hash of the picture of a text beside it, or a folder higher; else ""."""
        for folder in (path.parent, path.parent.parent) if image else ():
            beside = folder / image
            if beside not in self._beside:  # many texts may be of one file
                self._beside[beside] = _content(beside)
            if self._beside[beside]:
                return self._beside[beside]
        return ""

    def in_order(self, texts: int) -> tuple[PageId, ...]:
        """Return all pages where there are as many as texts, else none."""
        return self._all if len(self._all) == texts else ()


def _content(path: Path) -> str:
    """Return the hash of a file, "" when there is none that can be read."""
    with suppress(OSError, ValueError):
        if path.is_file():
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


def _base(name: str) -> str:
    """Return the last part of a path or an address as any system writes it.

    What is hidden in signs of an address (`..%5C`) leads nowhere else either.
    """
    return PureWindowsPath(unquote(name)).name


def _stem(name: str) -> str:
    """Return a name without its endings, `.jpg`, `.alto.xml`, in small letters."""
    stem = _base(name).casefold()
    for ending in (".xml", ".hocr", ".html", ".htm", ".xhtml"):
        stem = stem.removesuffix(ending)
    return PureWindowsPath(stem).stem if "." in stem.strip(".") else stem


def _layer(read: ReadLayers, page: LayerPage) -> tuple[TextLayer, Doubt]:
    language = page.language.strip()[:_LONGEST]
    if len(language) == _SHORT_CODE:
        language = model_of(language.lower()) or language
    origin = TextOrigin.TRANSCRIPTION if read.by_hand else TextOrigin.OCR
    sure = _ALL_SURE if page.confidence is None else page.confidence
    layer = TextLayer(
        origin=origin,
        language="" if read.by_hand else language,
        who=read.who[:_LONGEST] or read.name,
        made=read.made[:_LONGEST] or datetime.now(UTC).isoformat(timespec="seconds"),
        confidence=page.confidence,
        text=page.text,
        boxes=page.boxes,
    )
    return layer, Doubt.NONE if read.by_hand else doubt_of(judge(page.text), sure)
