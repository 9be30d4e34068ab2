"""All CSL styles there are: the stock, our own and the user's, found by name."""

from __future__ import annotations

import difflib
import shutil
import threading
from typing import TYPE_CHECKING

from archivist.citation.csl.info import OWN, STOCK, USER, CslInfo, fold
from archivist.citation.csl.stock import StockStyles
from archivist.citation.csl.style_xml import LARGEST, check_style, info_of, read_style
from archivist.citation.csl.trial import try_style
from archivist.citation.kept_files import read_kept
from archivist.errors import NotFoundError, StorageError, UnreadableFileError

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

__all__ = ["CslInfo", "CslStyles"]

_WHAT, _WHERE = "CSL style", "in Archivist"
_ORIGINS = (OWN, USER, STOCK)
_NEAR = 5

_Ranked = tuple[str, int, str, CslInfo]
"""A style's name and titles folded, whose it is, its title folded, and itself."""


class CslStyles:
    """CSL styles by name; nothing is read before it is asked for.

    Where two have one name, ours goes before the user's, and the user's before the stock.
    """

    def __init__(self, own: Path, user: Path) -> None:
        """Take the folder of our own styles, with what was prepared there, and the user's."""
        self.own = own
        self.user = user
        self._stock = StockStyles(own)
        self._lock = threading.Lock()
        self._known: dict[str, CslInfo] = {}
        self._ranked: list[_Ranked] = []

    def find(self, words: str = "", limit: int = 50) -> tuple[CslInfo, ...]:
        """Return styles whose name or title holds every word, the best first."""
        wanted = fold(words).split()
        phrase = " ".join(wanted)
        found = [
            (_rank(ranked, wanted, phrase), ranked[1:3], ranked[3])
            for ranked in self._read()[1]
            if all(word in ranked[0] for word in wanted)
        ]
        found.sort(key=lambda one: (*one[:2], one[2].name))
        return tuple(info for _, _, info in found[:limit])

    def info(self, name: str) -> CslInfo:
        """Return what there is to know of a style.

        Raises:
            NotFoundError: with names that are near.
        """
        known = self._read()[0]
        if name not in known:
            near = difflib.get_close_matches(name.casefold(), known, n=_NEAR)
            near += [one.name for one in self.find(name.replace("-", " "), _NEAR)]
            raise NotFoundError(_WHAT, name, tuple(dict.fromkeys(near))[:_NEAR], _WHERE)
        return known[name]

    def xml(self, name: str) -> str:
        """Return the XML of a style; for a dependent one, of the style that it stands for.

        Raises:
            NotFoundError: when there is no such style.
            UnreadableFileError: when its file cannot be read.
            MissingProgramError: when the collection of styles is not there.
        """
        info = self.info(name)
        if info.parent:
            info = self.info(info.parent)
        data = (
            self._stock.xml(info.name)
            if info.origin == STOCK
            else read_kept(self._file(info), LARGEST)
        )
        return _text(f"{name}.csl", data)

    def locale(self, tag: str) -> str:
        """Return the CSL locale `ru-RU`, our own before the collection's; "" for none."""
        own = self.own / f"locales-{tag}.xml"
        return own.read_text(encoding="utf-8") if own.is_file() else self._stock.locale(tag)

    def add(self, file: Path) -> CslInfo:
        """Take a user's style in, when it prints sample sources within the engine's limits.

        Raises:
            UnreadableFileError: when it is none, with the reason.
            MissingProgramError: when what prints CSL styles is not there.
            StorageError: when it cannot be copied.
        """
        data = read_kept(file, LARGEST)
        _text(file.name, data)
        root = read_style(file.name, data)
        info = info_of(root, file.stem, USER)
        known = self._read()[0].get(info.name)
        if known is not None and known.origin != USER:
            raise UnreadableFileError(
                file.name, "a style of this name is there already; give the file another name"
            )
        self._check(root, info, file.name)
        try:
            self.user.mkdir(parents=True, exist_ok=True)
            part = self.user / f"{file.name}.part"
            part.write_bytes(data)
            part.replace(self.user / f"{info.name}.csl")
        except (OSError, shutil.Error) as error:
            raise StorageError("Adding the style", str(error)) from error
        self.reload()
        return info

    def remove(self, name: str) -> None:
        """Remove a style of the user's.

        Raises:
            NotFoundError: when the user has none of this name.
            StorageError: when it cannot be removed.
        """
        if self.info(name).origin != USER:
            raise NotFoundError(_WHAT, name, (), "among your own")
        try:
            (self.user / f"{name}.csl").unlink()
        except OSError as error:
            raise StorageError("Removing the style", str(error)) from error
        self.reload()

    def reload(self) -> None:
        """Read the folders again when a style is next asked for."""
        with self._lock:
            self._known, self._ranked = {}, []

    def _check(self, root: etree._Element, info: CslInfo, file_name: str) -> None:
        """Refuse a style that stands for none that is there, or does not print."""
        if info.parent:
            try:
                self.info(info.parent)
            except NotFoundError as error:
                raise UnreadableFileError(
                    file_name, f"it stands for the style “{info.parent}”, which is not there"
                ) from error
            return
        check_style(root, file_name)
        try_style(root, file_name, self)

    def _file(self, info: CslInfo) -> Path:
        return (self.own if info.origin == OWN else self.user) / f"{info.name}.csl"

    def _read(self) -> tuple[dict[str, CslInfo], list[_Ranked]]:
        with self._lock:
            if not self._known:
                infos = (*self._stock.infos(), *_folder(self.user, USER), *_folder(self.own, OWN))
                self._known = {info.name: info for info in infos}
                self._ranked = [_ranked(info) for info in self._known.values()]
            return self._known, self._ranked


def _folder(folder: Path, origin: str) -> list[CslInfo]:
    """Return the styles of a folder; a file that is none is left out."""
    infos = []
    for file in sorted(folder.glob("*.csl")):
        try:
            infos.append(
                info_of(read_style(file.name, read_kept(file, LARGEST)), file.stem, origin)
            )
        except UnreadableFileError:
            continue
    return infos


def _text(file_name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(file_name, "it is not in UTF-8") from error


def _ranked(info: CslInfo) -> _Ranked:
    title = fold(info.title)
    return (
        f" {title} {fold(info.short)} {fold(info.name)} {fold(info.name.replace('-', ' '))}",
        _ORIGINS.index(info.origin),
        title,
        info,
    )


def _rank(ranked: _Ranked, words: list[str], phrase: str) -> tuple[int, int, int]:
    """Return how good a style that holds all the words is; the smaller, the better."""
    text, _, title, info = ranked
    if not words:
        return 0, 0, 0
    if phrase in {title, info.name, fold(info.short)}:
        return 0, bool(info.parent), 0
    starts = sum(f" {word}" in text for word in words)
    nearness = 1 if title.startswith(phrase) or info.name.startswith(phrase) else 2
    return nearness + 2 * (len(words) - starts), bool(info.parent), len(title)
