"""All citation styles there are: the program's, the user's, and every CSL style.

The program's and the user's are TOML files. A CSL style, `csl:<its name>`, prints published sources
only; documents in archives are printed by one of the program's styles, its archival half.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any

from archivist.citation.csl.style_xml import mark_signs
from archivist.citation.csl.style_xml import read_style as read_csl
from archivist.citation.kept_files import read_kept_text
from archivist.citation.style_faults import check_kinds, read_style
from archivist.citation.style_files import TERMS, make_style, read_tables, whole_tables
from archivist.citation.styles import MarkKind
from archivist.errors import NotFoundError, UnreadableFileError
from archivist.library.values import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set
    from pathlib import Path

    from archivist.citation.csl.catalogue import CslInfo, CslStyles
    from archivist.citation.styles import Style

CSL = "csl:"
"""What the name of a CSL style begins with."""

LARGEST = 1_000_000
"""No style has more bytes than this."""

_ALL = 100_000
"""More styles than there are."""

_FORMS = {
    "numeric": MarkKind.NUMBERS,
    "note": MarkKind.NOTES,
    "author-date": MarkKind.AUTHOR_DATE,
    "author": MarkKind.AUTHOR_DATE,
}
"""How CSL styles cite, in our words."""

_HALVES = {"note": "chicago-17-notes", "author-date": "apa-7", "author": "apa-7"}
_HALF = "english-slavic"
"""What prints documents in archives beside CSL styles of which the table says nothing."""

_FULLEST = "gost-r-7.0.5-2008"
"""The style that says everything a style can say."""

_TAKEN = "a style that comes with Archivist has this name; give the file another one"

_Tables = dict[str, Any]


class Origin(StrEnum):
    """Where a style comes from: the program, the user, or the collection of CSL styles."""

    OWN = "own"
    USER = "user"
    CSL = "csl"


@dataclass(frozen=True, kw_only=True, slots=True)
class StyleInfo:
    """What there is to know of a style before it is made.

    `form` says how it cites: a `MarkKind`, or "label". `problem` tells why a file of the user's is
    no style, "" for nothing.
    """

    name: str
    title: str
    language: LanguageCode
    origin: Origin
    form: str
    problem: str = ""


@dataclass(slots=True)
class _Files:
    """What the files of both folders say, and the styles made of it so far."""

    own: Mapping[str, _Tables]
    user: Mapping[str, _Tables]
    terms: _Tables
    broken: Mapping[str, UnreadableFileError]
    made: dict[str, Style | UnreadableFileError] = field(default_factory=dict)

    @property
    def all(self) -> dict[str, _Tables]:
        return {**self.user, **self.own}


class StyleShelf(Mapping[str, "Style"]):
    """Citation styles by name, each made when it is first asked for.

    A broken file of the user's hurts no other style: `listed` names it with the reason, and asking
    for that style raises an UnreadableFileError.
    """

    def __init__(self, own: Path, user: Path, csl: CslStyles | None = None) -> None:
        """Take the folders of the program's and of the user's styles; reads nothing yet."""
        self.user = user
        self.csl = csl
        self._own = own
        self._halves_file = own.parent / "csl" / "archival.toml"
        self._halves: _Tables | None = None
        self._files: _Files | None = None
        self._stamp: object = None

    def __getitem__(self, name: str) -> Style:
        """Return a style.

        Raises:
            KeyError: when there is none of this name.
            UnreadableFileError: when its file is no style.
        """
        files = self._read()
        if name not in files.made:
            try:
                files.made[name] = self._make(name, files)
            except UnreadableFileError as error:
                files.made[name] = error
        made = files.made[name]
        if isinstance(made, UnreadableFileError):
            raise made
        return made

    def __iter__(self) -> Iterator[str]:
        """Return the names of all styles: the program's, the user's, and those of CSL."""
        files = self._read()
        infos = self.csl.find(limit=_ALL) if self.csl else ()
        return chain(files.own, files.user, (CSL + info.name for info in infos))

    def __len__(self) -> int:
        """Return how many styles there are."""
        return sum(1 for _ in self)

    def reload(self) -> None:
        """Read the files again when a style is next asked for."""
        self._files = None

    def csl_styles(self, words: str = "", limit: int = _ALL) -> tuple[StyleInfo, ...]:
        """Return the CSL styles whose names and titles hold all the words, the best first."""
        found = self.csl.find(words, limit) if self.csl else ()
        return tuple(map(_shelved_csl, found))

    def listed(self) -> tuple[StyleInfo, ...]:
        """Return the program's styles, then the user's, each by title; those of CSL are in `csl`.

        A file of the user's that is no style is among them, with its problem.
        """
        self._look_again()
        files = self._read()
        return (
            *_by_title(self._shelved(name, Origin.OWN) for name in files.own),
            *_by_title(self._shelved(name, Origin.USER) for name in {**files.user, **files.broken}),
        )

    def csl_style(self, name: str) -> StyleInfo | None:
        """Return a CSL style by its whole name, `csl:apa`; None where there is none."""
        try:
            info = self.csl.info(name.removeprefix(CSL)) if self.csl else None
        except NotFoundError:
            return None
        return _shelved_csl(info) if info else None

    def archival_half(self, name: str) -> str:
        """Return the name of the style that prints documents in archives beside a CSL style.

        Raises:
            NotFoundError: when there is no such CSL style.
        """
        if self.csl is None:
            raise NotFoundError("citation style", name, where="in Archivist")
        return self._half(self.csl.info(name.removeprefix(CSL)))

    def csl_signs(self, name: str) -> dict[str, str]:
        """Return what stands around the numbers of a CSL style, for [marks]; {} without numbers.

        Raises:
            NotFoundError: when there is no such CSL style.
            UnreadableFileError: when its file cannot be read.
        """
        if self.csl is None or self.csl.info(name.removeprefix(CSL)).form != "numeric":
            return {}
        name = name.removeprefix(CSL)
        return mark_signs(read_csl(name, self.csl.xml(name).encode()))

    def is_own(self, name: str) -> bool:
        """Tell whether a style of this name comes with the program."""
        return name in self._read().own or name == TERMS

    def file(self, name: str) -> Path | None:
        """Return the file of a style of the program or the user, None where there is none."""
        files = self._read()
        folder = self._own if name in files.own or name == TERMS else self.user
        there = name in files.all or name in files.broken or name == TERMS
        return folder / f"{name}.toml" if there else None

    def make(self, tables: _Tables) -> Style:
        """Make a style of what a file may come to say, without keeping it.

        Raises:
            UnreadableFileError: when it says what a style cannot say.
        """
        files, name = self._read(), str(tables.get("name"))
        return _made(name, {**files.all, name: tables}, files.terms)

    def whole(self, tables: _Tables) -> _Tables:
        """Return what a style says with all that it takes from those that it is like.

        Raises:
            UnreadableFileError: when it is like one that is not there.
        """
        name = str(tables.get("name"))
        return whole_tables(name, {**self._read().all, name: tables})

    # -- reading

    def _look_again(self) -> None:
        """Read the files again when some came, went or changed in the user's folder."""
        if _stamp(self.user) != self._stamp:
            self.reload()
            if self.csl:
                self.csl.reload()

    def _read(self) -> _Files:
        files = self._files
        if files is None:
            self._stamp = _stamp(self.user)
            files = self._files = self._read_folders()
        return files

    def _read_folders(self) -> _Files:
        own = {file.stem: read_tables(file) for file in sorted(self._own.glob("*.toml"))}
        terms = own.pop(TERMS, {})
        user: dict[str, _Tables] = {}
        broken: dict[str, UnreadableFileError] = {}
        for file in sorted(self.user.glob("*.toml")):
            try:
                user[file.stem] = _read_user(file, {*own, TERMS})
            except UnreadableFileError as error:
                broken[file.stem] = error
        return _Files(own=own, user=user, terms=terms, broken=broken)

    def _make(self, name: str, files: _Files) -> Style:
        if name.startswith(CSL) and self.csl is not None:
            return self._make_csl(self.csl, name)
        if name not in files.all and name in files.broken:
            raise files.broken[name]
        if name not in files.all:
            raise KeyError(name)
        make = make_style if name in files.own else _made
        return make(name, files.all, files.terms)

    def _shelved(self, name: str, origin: Origin) -> StyleInfo:
        files, problem = self._read(), ""
        tables: _Tables = {}
        try:
            if origin is Origin.USER and name in files.broken:
                raise files.broken[name]
            tables = whole_tables(name, files.all)
            if origin is Origin.USER:
                self[name]
        except UnreadableFileError as error:
            problem = f"line {error.line}: {error.reason}" if error.line else error.reason
        title, language = str(tables.get("title", name)), str(tables.get("language", ""))
        return StyleInfo(
            name=name,
            title=title,
            language=LanguageCode(language),
            origin=origin,
            form=cites_by(tables),
            problem=problem,
        )

    # -- CSL

    def _make_csl(self, csl: CslStyles, name: str) -> Style:
        try:
            info = csl.info(name.removeprefix(CSL))
        except NotFoundError as error:
            raise KeyError(name) from error
        half = self[self._half(info)]
        return replace(half, name=name, title=info.title, csl=info.name)

    def _half(self, info: CslInfo) -> str:
        """Return the name of the style that prints documents in archives beside a CSL style."""
        if self._halves is None:
            there = self._halves_file.is_file()
            self._halves = read_tables(self._halves_file) if there else {}
        by_language = self._halves.get("languages", {})
        language = info.language.partition("-")[0].lower()
        for table, key in (
            (self._halves.get("styles", {}), info.name),
            (by_language.get(language, {}), info.form),
            (by_language.get(language, {}), "default"),
            (self._halves.get("forms", {}), info.form),
        ):
            if table.get(key) in self._read().own:
                return str(table[key])
        return _HALVES.get(info.form, _HALF)


def cites_by(tables: Mapping[str, Any]) -> str:
    """Tell how the style of a file cites, as `MarkKind` names it."""
    marks = tables.get("marks")
    kind = marks.get("kind", MarkKind.NUMBERS) if isinstance(marks, dict) else ""
    return kind if isinstance(kind, str) else ""


def _shelved_csl(info: CslInfo) -> StyleInfo:
    return StyleInfo(
        name=CSL + info.name,
        title=info.title,
        language=LanguageCode(info.language),
        origin=Origin.USER if info.origin == "user" else Origin.CSL,
        form=_FORMS.get(info.form, info.form),
    )


def _made(name: str, files: Mapping[str, _Tables], terms: _Tables) -> Style:
    """Make a style of the user's, in whose file anything may stand."""
    own = files[name]
    kin = whole_tables(name, {**files, name: {"like": own.get("like", _FULLEST)}})
    check_kinds(own, kin, name)
    return make_style(name, files, terms)


def _stamp(folder: Path) -> object:
    """Return what changes when files of a folder do."""
    try:
        there = [file for file in folder.iterdir() if file.suffix in {".toml", ".csl"}]
        return sorted((file.name, file.stat().st_mtime_ns) for file in there)
    except OSError:  # not there, or just going
        return None


def _by_title(styles: Iterable[StyleInfo]) -> list[StyleInfo]:
    return sorted(styles, key=lambda style: (style.title.casefold(), style.name))


def _read_user(file: Path, taken: Set[str]) -> _Tables:
    if file.stem in taken:
        raise UnreadableFileError(file.name, _TAKEN)
    return read_style(file.name, read_kept_text(file, LARGEST))
