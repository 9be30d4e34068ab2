"""Styling: finding citation styles, looking at them, and making one's own."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archivist.citation.kept_files import read_kept_text
from archivist.citation.shelf import CSL, LARGEST, Origin, StyleInfo
from archivist.citation.style_faults import read_style
from archivist.citation.style_text import with_value
from archivist.errors import NotFoundError, StorageError, UnreadableFileError
from archivist.exchange.documents import replace_file
from archivist.services.citables import style_named
from archivist.services.citing.specimens import Specimen, choose_sources, print_specimen
from archivist.services.citing.style_trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archivist.citation.csl.engine import CslEngine
    from archivist.citation.shelf import StyleShelf
    from archivist.citation.styles import Style
    from archivist.library.manuscript import Manuscript
    from archivist.library.values import SourceId
    from archivist.storage.database import Database

_LIMIT = 100
_NAME_LENGTH = 60
_NO_NAME = re.compile(r"[^\w.-]+")
_LOCKED = "it comes with Archivist; save the change under a name of its own"


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A style that is not saved yet: the name it would have, and the text of its file."""

    name: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a draft says itself, and what it says with all that it takes from its kin.

    `kin` is the title of the style that it is like.
    """

    own: Mapping[str, Any]
    whole: Mapping[str, Any]
    kin: str = ""


def edited(text: str, changes: Mapping[tuple[str, ...], Any]) -> str:
    """Return the text of a style with other values; None takes a value away.

    Raises:
        UnreadableFileError: when the text is no TOML.
    """
    for path, value in changes.items():
        text = with_value(text, path, value)
    return text


class Styling:
    """Finds, shows and keeps citation styles."""

    def __init__(
        self,
        database: Database | None,
        shelf: StyleShelf,
        samples: Path,
        csl: CslEngine | None = None,
    ) -> None:
        """Take the library if any, the styles, and the file of the sources that stand in."""
        self._database = database
        self._shelf = shelf
        self._trial = Trial(shelf, samples)
        self._csl = csl

    # -- finding

    def styles(self, words: str = "", limit: int = _LIMIT) -> tuple[StyleInfo, ...]:
        """Return the styles whose title and name hold all the words, the program's own first."""
        wanted = _folded(words).split()
        found = [
            one
            for one in self._shelf.listed()
            if all(word in _folded(f"{one.title} {one.name}") for word in wanted)
        ]
        csl = self._shelf.csl_styles(words, max(0, limit - len(found)))
        users = [one for one in csl if one.origin is Origin.USER]
        return (*found, *users, *(one for one in csl if one.origin is Origin.CSL))[:limit]

    def offered(self, recent: Iterable[str] = ()) -> tuple[StyleInfo, ...]:
        """Return the styles to choose from: the program's, the user's, and CSL styles in use.

        In use are those that manuscripts have, and the recent ones that are named.
        """
        there = [one for one in self._shelf.listed() if not one.problem]
        used = [one.style for one in self._manuscripts()]
        names = dict.fromkeys(name for name in (*recent, *used) if name.startswith(CSL))
        csl = [one for name in names if (one := self._found(name)) is not None]
        return (*there, *csl)

    def info(self, name: str) -> StyleInfo:
        """Return what there is to know of a style.

        Raises:
            NotFoundError: when there is none of this name.
        """
        found = self._found(name)
        if found is None:
            raise NotFoundError("citation style", name, where="in Archivist")
        return found

    def used_by(self, name: str) -> tuple[str, ...]:
        """Return the titles of the manuscripts that use a style."""
        return tuple(one.title for one in self._manuscripts() if one.style == name)

    # -- looking

    def look(self, name: str, ids: Sequence[SourceId] | None = None) -> Specimen:
        """Return some sources as a style prints them: these, or a few of the library's.

        Raises:
            NotFoundError: when there is no such style.
            UnreadableFileError: when its file is no style.
        """
        return self._printed(style_named(self._shelf, name), ids)

    def preview(self, text: str, ids: Sequence[SourceId] | None = None) -> Specimen:
        """Return some sources as a draft of a style prints them: these, or the library's.

        Raises:
            UnreadableFileError: when the text is no style; says why, and in which line.
        """
        return self._printed(self._trial.check("preview", text), ids)

    def said(self, text: str) -> Said:
        """Return what the text of a style says, by its tables.

        Raises:
            UnreadableFileError: when the text is no TOML, or like a style that is not there.
        """
        own = read_style("the style", text)
        kin = self._shelf.get(str(own.get("like", "")))
        return Said(own=own, whole=self._shelf.whole(own), kin=kin.title if kin else "")

    def text(self, name: str) -> str:
        """Return the text of the file of a style of the program or the user.

        Raises:
            NotFoundError: when there is no such style, or it is one of CSL.
            UnreadableFileError: when its file cannot be read.
        """
        file = self._shelf.file(name)
        if file is None:
            raise NotFoundError("citation style with a text", name, where="in Archivist")
        return read_kept_text(file, LARGEST)

    # -- making and keeping

    def draft(self, name: str, title: str) -> Draft:
        """Begin a style that is like another one in everything.

        Raises:
            NotFoundError: when there is no such style.
            UnreadableFileError: when its file is no style.
        """
        style, info = style_named(self._shelf, name), self.info(name)
        kin = self._shelf.archival_half(name) if name.startswith(CSL) else name
        title = " ".join(title.split()) or style.title
        free = self._free(title)
        lines: dict[tuple[str, ...], str] = {("name",): free, ("title",): title, ("like",): kin}
        if kin != name:
            lines["csl",] = style.csl
            lines |= {("marks", key): sign for key, sign in self._shelf.csl_signs(name).items()}
        head = f"# Made from “{info.title}”: whatever is not said here is taken from it.\n"
        return Draft(name=free, text=head + edited("", lines))

    def copy(self, name: str, title: str) -> StyleInfo:
        """Keep a copy of a style under another title.

        Raises:
            NotFoundError: when there is no such style.
            UnreadableFileError: when its file is no style.
            StorageError: when the disk refuses.
        """
        draft = self.draft(name, title)
        return self.save(draft.name, draft.text)

    def save(self, name: str, text: str) -> StyleInfo:
        """Keep a style of the user's, once it has been tried on sources of every kind.

        Raises:
            UnreadableFileError: when the text is no style; says why, and in which line.
            StorageError: when the disk refuses; the style of before is kept.
        """
        if not name or _NO_NAME.search(name) or not name.strip("."):
            raise UnreadableFileError(name, "this is no name for a file of a style")
        if self._shelf.is_own(name):
            raise UnreadableFileError(name, _LOCKED)
        self._trial.check(name, text)
        _write(self._shelf.user / f"{name}.toml", text)
        self._shelf.reload()
        return self.info(name)

    def add(self, file: Path) -> StyleInfo:
        """Keep a style from a file of the user's, .csl or .toml.

        Raises:
            UnreadableFileError: when it is no style, or there is one of its name.
            StorageError: when the disk refuses.
        """
        if file.suffix.lower() == ".csl":
            if self._shelf.csl is None:
                raise UnreadableFileError(file.name, "the CSL styles are not there")
            added = self._shelf.csl.add(file)
            self._shelf.reload()
            return self.info(CSL + added.name)
        text = read_kept_text(file, LARGEST)
        name = _NO_NAME.sub("-", file.stem)
        if self._shelf.file(name) is not None:
            raise UnreadableFileError(file.name, "there is a style of this name already")
        return self.save(name, text)

    def export(self, name: str, target: Path) -> None:
        """Write a style to a file: .csl for one of CSL, .toml for others.

        Raises:
            NotFoundError: when there is no such style.
            StorageError: when the disk refuses.
        """
        if name.startswith(CSL) and self._shelf.csl is not None:
            text = self._shelf.csl.xml(name.removeprefix(CSL))
        else:
            text = self.text(name)
        replace_file(target, text.encode())

    def remove(self, name: str) -> None:
        """Put a style of the user's away; `restore` brings it back.

        Raises:
            NotFoundError: when the user has no such style.
            StorageError: when the disk refuses.
        """
        file = self._users_file(name)
        if not file.is_file():
            raise NotFoundError("style", name, where="among your own")
        if name.startswith(CSL) and self._shelf.csl is not None:
            replace_file(_spare(file), file.read_bytes())
            self._shelf.csl.remove(name.removeprefix(CSL))
        else:
            _move(file, _spare(file))
        self._shelf.reload()

    def restore(self, name: str) -> StyleInfo:
        """Bring a style back that was removed.

        Raises:
            NotFoundError: when it was not removed, or has been made anew.
            StorageError: when the disk refuses.
        """
        file = self._users_file(name)
        if file.exists() or not _spare(file).is_file():
            raise NotFoundError("removed style", name, where="among your own")
        if name.startswith(CSL):
            with tempfile.TemporaryDirectory() as folder:
                self.add(Path(shutil.copy(_spare(file), Path(folder) / file.name)))
            _spare(file).unlink()
        else:
            _move(_spare(file), file)
        self._shelf.reload()
        return self.info(name)

    # -- inside

    def _found(self, name: str) -> StyleInfo | None:
        if name.startswith(CSL):
            return self._shelf.csl_style(name)
        return next((one for one in self._shelf.listed() if one.name == name), None)

    def _manuscripts(self) -> tuple[Manuscript, ...]:
        if self._database is None:
            return ()
        with self._database.reading() as work:
            return work.manuscripts.all()

    def _printed(self, style: Style, ids: Sequence[SourceId] | None) -> Specimen:
        samples = self._trial.samples
        if self._database is None:
            return print_specimen(style, samples, self._csl)
        with self._database.reading() as work:
            sources, sampled = choose_sources(work, samples, ids)
        return replace(print_specimen(style, sources, self._csl), sampled=sampled)

    def _free(self, title: str) -> str:
        """Return a name for the file of a style that no other has."""
        stem = _NO_NAME.sub("-", title.casefold()).strip("-.")[:_NAME_LENGTH] or "style"
        name, count = stem, 1
        while self._shelf.file(name) is not None:
            count += 1
            name = f"{stem}-{count}"
        return name

    def _users_file(self, name: str) -> Path:
        suffix = ".csl" if name.startswith(CSL) else ".toml"
        return self._shelf.user / (name.removeprefix(CSL) + suffix)


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError("Saving the style", error.strerror or str(error)) from error
    replace_file(file, text.encode())


def _spare(file: Path) -> Path:
    return file.with_name(f"{file.name}.bak")


def _move(file: Path, target: Path) -> None:
    try:
        file.replace(target)
    except OSError as error:
        raise StorageError("Moving the style", error.strerror or str(error)) from error


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
