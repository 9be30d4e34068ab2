"""Reads DjVu with the programs of DjVuLibre, if the machine has them: text, boxes, pictures."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

from archivist.errors import ProgramNeededError, UnreadableFileError
from archivist.ingest import programs
from archivist.ingest.djvulayer import Layer, layers
from archivist.ingest.language import language_code
from archivist.ingest.needs import DJVULIBRE, INSTALL
from archivist.ingest.own_text import page_of
from archivist.ingest.pagelabels import sensible
from archivist.ingest.reader import Facts, Picture, ReadPage, Recognised, recognised_page
from archivist.ingest.textpages import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.ingest.reader import Means, Recognise

_FOLDERS = (
    *("/opt/homebrew/bin/{}", "/usr/local/bin/{}", "/opt/local/bin/{}"),
    "/Applications/DjView.app/Contents/bin/{}",
    *(r"C:\Program Files\DjVuLibre\{}.exe", r"C:\Program Files (x86)\DjVuLibre\{}.exe"),
)
_SECONDS = 20.0
_AT_ONCE = 50
"""Pages whose text is asked for in one go."""

_MOST_PIXELS = 25_000_000
_LISTED = re.compile(r"^\s*(\d+)\s+P\s+\d+\s.*?(?:\sT=(.*))?$", re.M)
_SIZE = re.compile(r"^width=(\d+) height=(\d+)(?: rotation=(\d))?$", re.M)
_TOLD = re.compile(r'\(\s*(\w+)\s+"((?:[^"\\]|\\.)*)"\s*\)')
_ESCAPED = re.compile(r"\\(.)")
_YEAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_DAMAGED = "it is cut short or damaged"


@dataclass(frozen=True, slots=True)
class _Size:
    """The size of a page as it is stored, and how many quarters it is turned to the left."""

    width: int = 0
    height: int = 0
    turns: int = 0

    def seen(self) -> tuple[int, int]:
        """Return width and height as they are seen."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)


class DjvuReader:
    """An open DjVu document."""

    def __init__(self, path: Path, means: Means) -> None:
        self._path = path
        self._means = means
        self._programs = {name: _program(name).path() for name in ("djvused", "djvutxt", "ddjvu")}
        if not all(self._programs.values()):
            raise ProgramNeededError(path.name, DJVULIBRE, INSTALL[DJVULIBRE])
        self._plain = str(programs.plain_path(path, means.folder))
        try:
            listed = self._asked("n; ls")
        except ChildProcessError as error:
            raise UnreadableFileError(path.name, _DAMAGED) from error
        count = listed.split(maxsplit=1)[0] if listed.split() else ""
        if not count.isdecimal() or count == "0":
            raise UnreadableFileError(path.name, _DAMAGED)
        self._count = int(count)
        self._titles = {int(number): title or "" for number, title in _LISTED.findall(listed)}
        self._known_sizes: dict[int, _Size] = {}

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return self._count

    def pages(self, recognise: Recognise | None) -> Iterator[ReadPage]:
        """Read all pages in their order; one that is damaged is empty, with a warning."""
        broken = 0
        self._measure()
        for first in range(1, self._count + 1, _AT_ONCE):
            last = min(first + _AT_ONCE - 1, self._count)
            for number, layer in enumerate(self._layers(first, last), first):
                page = self._read(number, layer, recognise)
                broken += page.width == 0 and not page.text
                if broken == self._count:
                    raise UnreadableFileError(self._path.name, "none of its pages can be opened")
                yield page

    def facts(self) -> Facts:
        """Return title, author, date and language, where the document tells them."""
        try:
            written = self._asked("select 1; print-merged-ant")
        except ChildProcessError:
            return Facts()
        told = {
            name.lower(): one_line(_ESCAPED.sub(r"\1", text))
            for name, text in _TOLD.findall(written.partition("(metadata")[2])
        }
        date = _YEAR.match(told.get("year") or told.get("date") or told.get("creationdate", ""))
        return Facts(
            title=told.get("title", ""),
            creators=tuple(filter(None, map(str.strip, told.get("author", "").split(";")))),
            date=date[0] if date else "",
            language=language_code(told.get("language", "")),
        )

    def labels(self) -> tuple[str, ...]:
        """Return the names of the pages, if they are sensible."""
        return sensible([self._titles.get(number, "") for number in range(1, self._count + 1)])

    def picture(self, index: int, width: int) -> Picture:
        """Draw a page, never larger than it is."""
        if not 0 <= index < self._count:
            raise UnreadableFileError(self._path.name, f"it has no page {index + 1}")
        image = self._drawn(index + 1, width, "ppm").convert("RGB")
        return Picture(
            width=image.width, height=image.height, rgb=image.tobytes(), stride=3 * image.width
        )

    def close(self) -> None:
        """Do nothing: the file is open only while a program reads it."""

    def _read(self, number: int, layer: Layer | None, recognise: Recognise | None) -> ReadPage:
        size = self._size(number)
        if layer is None or not size.width:
            return ReadPage(text="", warning="it cannot be opened")
        width, height = size.seen()

        def found() -> Recognised:
            picture = self._drawn(number, width, "pgm")
            return recognise(picture) if recognise else Recognised(text="")

        try:
            if layer.text.strip():
                boxes = layer.boxes(size.width, size.height, size.turns)
                asked = found if recognise else None
                return page_of(layer.text, boxes, (width, height), asked)
            if recognise is None:
                return ReadPage(text="", width=width, height=height)
            return recognised_page(found(), width, height)
        except UnreadableFileError as error:
            return ReadPage(text="", width=width, height=height, warning=error.reason)

    def _layers(self, first: int, last: int) -> list[Layer | None]:
        """Return the text layers of some pages, None for one that is damaged."""
        try:
            found = list(layers(self._text_of(f"{first}-{last}")))
        except ChildProcessError:
            found = []
        if len(found) == last - first + 1:
            return list(found)
        return [self._layer(number) for number in range(first, last + 1)]

    def _layer(self, number: int) -> Layer | None:
        try:
            found = list(layers(self._text_of(str(number))))
        except ChildProcessError:
            return None
        return found[0] if len(found) == 1 else Layer()

    def _text_of(self, pages: str) -> bytes:
        command = (self._programs["djvutxt"], "--detail=word", f"--page={pages}", self._plain)
        return programs.run(command, self._means, seconds=_SECONDS)

    def _measure(self) -> None:
        """Ask for the sizes of all pages at once."""
        try:
            found = _SIZE.findall(self._asked("size"))
        except ChildProcessError:
            return
        if len(found) == self._count:
            self._known_sizes = {
                number: _Size(int(width), int(height), int(turns or 0))
                for number, (width, height, turns) in enumerate(found, 1)
            }

    def _size(self, number: int) -> _Size:
        if number not in self._known_sizes:
            try:
                found = _SIZE.search(self._asked(f"select {number}; size"))
            except ChildProcessError:
                found = None
            self._known_sizes[number] = (
                _Size(int(found[1]), int(found[2]), int(found[3] or 0)) if found else _Size()
            )
        return self._known_sizes[number]

    def _drawn(self, number: int, wanted: int, form: str) -> Image.Image:
        width, height = self._size(number).seen()
        reason = f"page {number} cannot be drawn"
        if not width or not height:
            raise UnreadableFileError(self._path.name, reason)
        scale = min(1.0, wanted / width, (_MOST_PIXELS / (width * height)) ** 0.5)
        size = f"{max(1, int(width * scale))}x{max(1, int(height * scale))}"
        command = (
            *(self._programs["ddjvu"], f"-format={form}", f"-page={number}"),
            *(f"-size={size}", "-aspect=no", self._plain),
        )
        try:
            drawn = programs.run(command, self._means, seconds=_SECONDS)
            image = Image.open(io.BytesIO(drawn), formats=("PPM",))
            image.load()
        except (ChildProcessError, OSError, ValueError, SyntaxError) as error:
            raise UnreadableFileError(self._path.name, reason) from error
        return image

    def _asked(self, script: str) -> str:
        command = (self._programs["djvused"], "-u", "-e", script, self._plain)
        return programs.run(command, self._means, seconds=_SECONDS).decode("utf-8", "replace")


def _program(name: str) -> programs.Program:
    elsewhere = tuple(folder.format(name) for folder in _FOLDERS)
    return programs.Program(title=DJVULIBRE, command=name, elsewhere=elsewhere)
