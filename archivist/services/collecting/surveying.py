"""A look at folders before anything of them is imported: their files, and what their names say."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.library.archive import name_as_typed
from archivist.services.collecting.folder_patterns import guess_pattern
from archivist.services.collecting.walking import find_files, is_folder
from archivist.services.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from archivist.services.collecting.walking import Found
    from archivist.services.progress import Steps

_EACH = 500
_ARCHIVE = "{archive}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Spotted:
    """A file that was found: `parts` are the names on the way to it, the chosen folder's first."""

    found: Found
    root: Path
    parts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey:
    """What lies in the folders that the user chose, `paths`; `folders` tells whether some are."""

    paths: tuple[Path, ...]
    files: tuple[Spotted, ...]
    folders: bool = True
    guess: str = ""
    remembered: tuple[str, ...] = ()


def survey_files(paths: Sequence[Path]) -> Steps[tuple[Spotted, ...]]:
    """Find the files in what the user chose."""
    roots = {path: is_folder(path) for path in paths}
    files: list[Spotted] = []
    for root, folder in roots.items():
        for found in find_files((root,)):
            if len(files) % _EACH == 0:
                yield Progress(done=len(files), total=0, what=found.path.name)
            files.append(spot(found, root, folder=folder))
    once: dict[Path, Spotted] = {}
    for one in files:
        once.setdefault(one.found.path.absolute(), one)
    return tuple(once.values())


def spot(found: Found, root: Path, *, folder: bool = True) -> Spotted:
    """Return a file with the names on the way to it, as they are composed everywhere alike."""
    whole = root.absolute()
    inside = found.path.absolute().relative_to(whole).parts if folder else ()
    parts = (whole.name, *inside)
    return Spotted(
        found=found,
        root=root,
        parts=tuple(unicodedata.normalize("NFC", part) for part in parts),
    )


def guess_for(files: Iterable[Spotted], known: Callable[[str], bool]) -> str:
    """Return the pattern that the names of folders speak for.

    What an archive would be called is believed of the chosen folder's own name when it is `known`
    as one, or looks like an abbreviation.
    """
    ways = dict.fromkeys((*one.parts[:-1], "") for one in files if len(one.parts) > 1)
    whole, inner = guess_pattern(ways), guess_pattern([way[1:] for way in ways])
    if not whole.startswith(_ARCHIVE) or inner.startswith(_ARCHIVE):
        return whole if _fields(whole) > _fields(inner) else inner
    names = {way[0] for way in ways}
    believed = all(known(name) or _is_abbreviation(name) for name in names)
    return whole if believed else inner


def _fields(pattern: str) -> int:
    return pattern.count("{")


def _is_abbreviation(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return bool(name_as_typed(name).abbreviation) and capitals * 2 > len(letters) > 1
