"""Reads citation styles from TOML and checks them.

A style is one file; `terms.toml` beside it holds the words that all share. A style may be `like`
another one: what it does not say is then taken from that. What each table is for stands in
`resources/styles/gost-r-7.0.5-2008.toml`.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from archivist.citation.archival_tables import ArchivalReader
from archivist.citation.style_schema import check_tables
from archivist.citation.styles import (
    DEFAULT,
    ArchivalForm,
    MarkForm,
    MarkKind,
    PeopleForm,
    RepeatForm,
    Style,
    TitleForm,
    Words,
)
from archivist.citation.template import Template, field_names, parse_template
from archivist.citation.transliteration import SCHEMES
from archivist.errors import ParseError, UnreadableFileError
from archivist.library.people import Role
from archivist.library.records import RecordKind
from archivist.library.values import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Mapping, Set
    from pathlib import Path

TERMS = "terms"
"""The name of the file with the words that all styles share."""

_DEEPEST = 8
"""So many times parts of templates may stand within parts."""

_MOST_KIN = 50
"""So many styles may each be like the next."""

_MONTHS = 12
_LONGEST = 20_000
"""So many signs a template may have with all its parts."""

HEAD_FIELDS = frozenset({"authors", "recipients", "title", "subtitle", "genre", "date"})
_ALL_FIELDS = HEAD_FIELDS | {"place", "url", "accessed", "note"}
PUBLISHED_FIELDS = _ALL_FIELDS | {
    *("credits", "container", "container_credits", "edition", "publisher", "series", "number"),
    *("year", "loose_year", "day", "adopted", "doi"),
    *("volume", "issue", "volume_issue", "pages", "total_pages"),
    *("loose_day", "electronic", "medium", "medium_last"),
}


MARK_FIELDS = frozenset(
    {"authors", "year", "title", "head", "archive", "fund", "number", "place", "date"}
)


def load_styles(folder: Path) -> Mapping[str, Style]:
    """Read all styles of a folder, by name.

    Raises:
        UnreadableFileError: when a file is not TOML or says what a style cannot say.
    """
    files = {file.stem: read_tables(file) for file in sorted(folder.glob("*.toml"))}
    terms = files.pop(TERMS, {})
    return {name: make_style(name, files, terms) for name in files}


def read_tables(file: Path) -> dict[str, Any]:
    """Read what a file says, as it stands.

    Raises:
        UnreadableFileError: when there is no such file, or it is not TOML.
    """
    try:
        return parse_tables(file.name, file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(file.name, str(error)) from error


def parse_tables(name: str, text: str) -> dict[str, Any]:
    """Read the text of a file of this name.

    Raises:
        UnreadableFileError: when it is not TOML; says where.
    """
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableFileError(name, str(error)) from error


def make_style(name: str, files: Mapping[str, dict[str, Any]], terms: dict[str, Any]) -> Style:
    """Make a style of what its file says, and the files of the styles that it is like.

    Raises:
        UnreadableFileError: when it says what a style cannot say.
    """
    try:
        return _Reader(whole_tables(name, files), terms).style()
    except KeyError as error:
        raise UnreadableFileError(f"{name}.toml", f"it does not say {error.args[0]}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise UnreadableFileError(f"{name}.toml", str(error)) from error
    except ParseError as error:
        raise UnreadableFileError(f"{name}.toml", str(error)) from error


def whole_tables(
    name: str, files: Mapping[str, dict[str, Any]], below: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return what a style says with all that it takes from the one that it is like.

    Raises:
        UnreadableFileError: when that is not among the files, like this one itself, or one of
            too many.
    """
    data = files[name]
    parent = data.get("like")
    if parent is None:
        return data
    if not isinstance(parent, str) or parent not in files:
        reason = f"it is like “{parent}”, and there is no such style"
        raise UnreadableFileError(f"{name}.toml", reason)
    if parent in (*below, name):
        raise UnreadableFileError(f"{name}.toml", f"it and “{parent}” are like each other")
    if len(below) > _MOST_KIN:
        raise UnreadableFileError(below[0] + ".toml", "it is like too many others, one by another")
    return _over(whole_tables(parent, files, (*below, name)), data)


def _over(lower: dict[str, Any], upper: dict[str, Any]) -> dict[str, Any]:
    """Lay one table over another, tables within tables too."""
    laid = dict(lower)
    for key, value in upper.items():
        under = laid.get(key)
        tables = isinstance(under, dict) and isinstance(value, dict)
        laid[key] = _over(laid[key], value) if tables else value
    return laid


_NO_REPEATS = RepeatForm()
_IBID = ("", "file", "archive")


class _Reader:
    """Makes a style of what its file says."""

    def __init__(self, data: dict[str, Any], terms: dict[str, Any]) -> None:
        check_tables(data)
        self._data = data
        self._archives = ArchivalReader(data)
        self._words = _over(terms, data.get("words", {}))
        self._parts: dict[str, str] = data["published"].get("parts", {})

    def style(self) -> Style:
        data = self._data
        for code in (data["language"], *data["follow"]):
            if code not in self._words:
                known = ", ".join(self._words)
                raise ValueError(f"there are no words in the language {code}; there are {known}")
        return Style(
            name=data["name"],
            title=data["title"],
            language=LanguageCode(data["language"]),
            dash=data["dash"],
            number=data["number"],
            follow=tuple(map(LanguageCode, data["follow"])),
            archive=self._archives.archive(self._archival_template),
            archival=self._archival(),
            labels=self._archives.labels(),
            people=self._people(data["people"]),
            places=data.get("places", {}),
            published=self._published(),
            marks=self._marks(),
            words={LanguageCode(code): _language(code, self._words[code]) for code in self._words},
            csl=data.get("csl", ""),
            repeats=self._repeats(),
            titles=self._titles(),
        )

    def _template(
        self, text: str, allowed: Set[str], parts: Mapping[str, str] | None = None
    ) -> Template:
        parts = self._parts if parts is None else parts
        for _ in range(_DEEPEST):
            text = re.sub(r"\{\+(\w+)\}", lambda part: parts[part[1]], text)
            if len(text) > _LONGEST:
                raise ValueError(f"a form of more than {_LONGEST} signs is none")
        template = parse_template(text)
        if unknown := set(field_names(template)) - allowed:
            raise ValueError(
                f"there is no {{{sorted(unknown)[0]}}}; there are {', '.join(sorted(allowed))}"
            )
        return template

    def _archival_template(self, text: str, allowed: Set[str]) -> Template:
        return self._template(text, allowed, self._data["archival"].get("parts", {}))

    def _archival(self) -> ArchivalForm:
        table = self._data["archival"]
        people = self._people(_over(self._data["people"], table.get("people", {})))
        words = {
            LanguageCode(code): _language(code, _over(self._words.get(code, {}), own))
            for code, own in table.get("words", {}).items()
        }
        return self._archives.archival(self._archival_template, people, words)

    def _people(self, table: Mapping[str, Any]) -> PeopleForm:
        return PeopleForm(
            inverted=table["inverted"],
            following=table.get("following", ""),
            direct=table["direct"],
            initials=table["initials"],
            between=table["between"],
            last=table["last"],
            heading=table.get("heading", 0),
            most=table.get("most", 0),
            credits=tuple(map(Role, table["credits"])),
            credits_between=table["credits_between"],
            container=tuple(map(Role, table["container"])),
            stand_in=tuple(map(Role, table.get("stand_in", ()))),
            head=table.get("head", 0),
            repeated=table.get("repeated", False),
            whole=tuple(map(RecordKind, table.get("whole", ()))),
            many=table.get("many", 0),
            named=table.get("named", 1),
            statement=table.get("statement", False),
        )

    def _titles(self) -> TitleForm:
        table = dict(self._data.get("titles", {}))
        scheme = table.get("romanise", "")
        if scheme and scheme not in SCHEMES:
            raise ValueError(f"there is no romanise = {scheme}; there are {SCHEMES}")
        return TitleForm(parted=tuple(map(RecordKind, table.pop("parted", ()))), **table)

    def _published(self) -> Mapping[str, Template]:
        forms = {name: text for name, text in self._data["published"].items() if name != "parts"}
        if DEFAULT not in forms:
            raise ValueError(f"[published] says no {DEFAULT}")
        return self._kinds(forms)

    def _kinds(self, forms: Mapping[str, str]) -> dict[str, Template]:
        """Return templates by kind of published source."""
        if unknown := set(forms) - {DEFAULT, *RecordKind}:
            raise ValueError(f"there is no kind of source {sorted(unknown)[0]}")
        return {name: self._template(text, PUBLISHED_FIELDS) for name, text in forms.items()}

    def _marks(self) -> MarkForm:
        table = dict(self._data["marks"])
        published = self._template(table.pop("published", ""), MARK_FIELDS)
        archival = self._template(table.pop("archival", ""), MARK_FIELDS)
        chosen = {name: table.pop(name) for name in ("section", "names", "last") if name in table}
        return MarkForm(
            kind=MarkKind(table.pop("kind", MarkKind.NUMBERS)),
            open=table.pop("open"),
            close=table.pop("close"),
            numbers=table.pop("numbers"),
            sources=table.pop("sources"),
            locator=table.pop("locator"),
            collapse=table.pop("collapse"),
            dash=table.pop("dash", self._data["dash"]),
            forms={name: form for name, form in table.items() if isinstance(form, str)},
            languages={
                LanguageCode(code): forms
                for code, forms in table.items()
                if isinstance(forms, dict)
            },
            published=published,
            archival=archival,
            **chosen,
        )

    def _repeats(self) -> RepeatForm:
        table = dict(self._data.get("repeats", {}))
        table["place"] = self._template(table.get("place", ""), PUBLISHED_FIELDS)
        for name in ("short", "first"):
            table[name] = self._kinds(table.get(name, {}))
        for name, value in table.items():
            wanted = type(getattr(_NO_REPEATS, name, None))
            if wanted is type(None) or type(value) is not wanted:
                raise ValueError(f"in [repeats] there is no {name} = {value!r}")
        if table.get("ibid", "") not in _IBID:
            raise ValueError(f"there is no ibid = {table['ibid']!r}; there are {_IBID}")
        return RepeatForm(**table)


def _language(code: str, table: Mapping[str, Any]) -> Words:
    months = tuple(table.get("months", ()))
    if len(months) not in {0, _MONTHS}:
        raise ValueError(f"there are {len(months)} months in the language {code}, and not 12")
    return Words(
        language=LanguageCode(code),
        forms={name: form for name, form in table.items() if isinstance(form, str)},
        months=months,
        genitive=table.get("genitive", {}),
        shortened=table.get("shortened", {}),
        degrees=table.get("degrees", {}),
    )
