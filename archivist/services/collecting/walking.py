"""Finds the files to import: folders are walked in the order in which a reader counts."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.ingest.layer_files import is_layer_file
from archivist.ingest.registry import check_file, refusal
from archivist.library.ordering import sort_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

_DROPPINGS = frozenset(
    (
        *("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "@eadir"),
        *("$recycle.bin", "system volume information", "lost+found"),
    )
)
"""What systems leave in folders, in small letters."""

_UNFINISHED = (".tmp", ".part", ".crdownload", ".download")

_WEB_PAGES = frozenset((".htm", ".html", ".xhtml", ".shtml"))
_BELONGINGS = ("_files", ".files", "_файлы", "-файлы", ".файлы", "_файли", "-fichiers", "-Dateien")
"""How browsers name the folder for the pictures and scripts of a web page that they save."""

_JUNCTION = 0xA0000003
"""IO_REPARSE_TAG_MOUNT_POINT, which only Windows has."""

_DATABASE = "library.db"


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A file that was found; `reason` says why it is not to be opened, "" when it is."""

    path: Path
    reason: str = ""


def find_files(paths: Iterable[Path], *, texts: bool = False) -> Iterator[Found]:
    """Yield the files that are named and those in folders, each path once, in natural order.

    In folders what is hidden, what systems leave there, the pictures and scripts of saved web pages
    and links to places within them are skipped; a link that leads out of its folder is not
    followed. What cannot be opened is yielded with the reason. Texts that other programs made of
    pages are no sources of their own: they are left out, and with `texts` they alone are found.
    """
    seen: set[str] = set()
    for path in sorted(paths, key=_natural):
        for found in _in_folder(path, path) if is_folder(path) else (_checked(path),):
            name = os.path.normcase(found.path.absolute())
            if name not in seen and (not found.reason and is_layer_file(found.path)) is texts:
                seen.add(name)
                yield found


def _in_folder(root: Path, folder: Path) -> Iterator[Found]:
    for entry in look_into(root, folder):
        if isinstance(entry, Found):
            yield entry
        else:
            yield from _in_folder(root, entry)


def look_into(root: Path, folder: Path) -> Iterator[Found | Path]:
    """Yield what is directly in a folder within a root: files that are found, folders as paths."""
    try:
        entries = sorted(folder.iterdir(), key=_natural)
    except OSError as error:
        yield Found(path=folder, reason=refusal(error))
        return
    if any(entry.name == _DATABASE for entry in entries):
        yield Found(path=folder, reason="it is a library of Archivist")
        return
    pages = {entry.stem for entry in entries if entry.suffix.lower() in _WEB_PAGES}
    for entry in entries:
        if _is_dropping(entry) or _is_of_web_page(entry, pages):
            continue
        if _is_link(entry):
            yield from _link(root, entry)
        elif is_folder(entry):
            yield entry
        else:
            yield _checked(entry)


def _link(root: Path, link: Path) -> Iterator[Found]:
    """Yield a link that cannot be followed; one within the root leads to what is found anyway."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a circle, before Python 3.13
        yield _checked(link)
        return
    if not target.is_relative_to(root.resolve()):
        yield Found(path=link, reason="it is a link that leads out of the chosen folder")


def _checked(path: Path) -> Found:
    try:
        check_file(path, path.name)
    except UnreadableFileError as error:
        return Found(path=path, reason=error.reason)
    return Found(path=path)


def _is_link(path: Path) -> bool:
    """Tell whether a path is a link, or what Windows calls a junction."""
    try:
        tag = getattr(path.lstat(), "st_reparse_tag", 0)
    except OSError:
        return False
    return path.is_symlink() or tag == _JUNCTION


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; one that no system takes is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_dropping(path: Path) -> bool:
    name = path.name.lower()
    if name.startswith((".", "~$")) or name in _DROPPINGS or name.endswith(_UNFINISHED):
        return True
    try:
        attributes = getattr(path.lstat(), "st_file_attributes", 0)  # Windows alone has them
    except OSError:
        return False
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _is_of_web_page(path: Path, pages: Collection[str]) -> bool:
    """Tell whether a folder holds what belongs to a saved web page that lies beside it."""
    stems = (path.name.removesuffix(end) for end in _BELONGINGS if path.name.endswith(end))
    return any(stem in pages for stem in stems) and is_folder(path)


def _natural(path: Path) -> tuple[str, str]:
    return sort_key(path.name), path.name
