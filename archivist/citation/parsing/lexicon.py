"""The words of references: labels by language, known archives, signs of archives."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from archivist.errors import UnreadableFileError
from archivist.library.archive import Archive, ArchiveName, match_key
from archivist.library.values import UNKNOWN_LANGUAGE, ZH, ArchiveId, LanguageCode
from archivist.paths import user_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Meaning:
    """What a label may mean in one language: the name of a field, such as `fund` or `sheet`."""

    kind: str
    language: LanguageCode


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """All words that reading references needs; `archives` have made-up ids of their own.

    `before` and `after` hold the labels by their letters alone in lower case (`label_key`).
    """

    before: Mapping[str, tuple[Meaning, ...]]
    after: Mapping[str, tuple[Meaning, ...]]
    before_words: re.Pattern[str]
    after_words: str
    extent_words: str
    words: Mapping[str, tuple[str, ...]]
    letter_codes: frozenset[str]
    archives: tuple[Archive, ...]

    @cached_property
    def keys(self) -> Mapping[str, Archive]:
        """The known archives by every form of their names, look-alike letters folded."""
        return {match_key(form): archive for archive in self.archives for form in archive.forms}

    def archive(self, name: str) -> Archive | None:
        """Return the known archive of that name in any form."""
        return self.keys.get(match_key(name))

    @cached_property
    def abbreviations(self) -> tuple[str, ...]:
        """The abbreviations of the known archives."""
        names = [name.abbreviation for archive in self.archives for name in archive.names]
        return tuple(dict.fromkeys(name for name in names if name))

    @cached_property
    def phrases(self) -> Mapping[str, str]:
        """The pattern for any word of each table of words, by the table's name."""
        return {name: choice(words) for name, words in self.words.items()}

    @cached_property
    def tied(self) -> Mapping[str, re.Pattern[str]]:
        """The pattern for any word of each table standing alone, by the table's name."""
        return {name: any_word(words) for name, words in self.words.items()}

    @cached_property
    def archive_word(self) -> re.Pattern[str]:
        """A word that only the name of an archive or another keeper of papers holds."""
        return any_word((*self.words["archive"], *self.words["keeper"]))

    @cached_property
    def month(self) -> re.Pattern[str]:
        """The beginning of a month's name."""
        return re.compile(rf"(?<!\w)(?:{choice(self.words['months'])})\w*", re.IGNORECASE)


def near(name: str, listed: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the names that differ from one in a letter: those of the list, then known ones.

    Of the known ones only those with as many words count: `AP RK`, not `APRK`, for `AFP RK`.
    """
    key, words = match_key(name), len(name.split())
    alike = (one for one in known if len(one.split()) == words)
    found = dict.fromkeys(one for one in (*listed, *alike) if _one_apart(key, match_key(one)))
    return tuple(found)


def _one_apart(one: str, other: str) -> bool:
    """Tell whether two keys differ in one letter that is other, more or less."""
    short, long = sorted((one, other), key=len)
    if one == other or len(long) - len(short) > 1:
        return False
    same = next(
        (at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def label_key(text: str) -> str:
    """Fold a label as it was typed: letters alone, in lower case."""
    return "".join(sign for sign in text.casefold() if sign.isalnum() or sign in "№/")


def any_word(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of the words, standing alone; Han words need no spaces."""
    plain = [word for word in words if word.isascii() or not _is_han(word)]
    han = [word for word in words if _is_han(word)]
    choices = [rf"(?<!\w)(?:{choice(plain)})(?!\w)"] + ([choice(han)] if han else [])
    return re.compile("|".join(choices), re.IGNORECASE)


@cache
def shipped_lexicon() -> Lexicon:
    """Return the words that come with the program, read once."""
    return load_lexicon(user_places().resources)


def load_lexicon(resources: Path) -> Lexicon:
    """Read the words of references from the program's resources.

    Raises:
        UnreadableFileError: when one of the two files is not what it should be.
    """
    labels = _read(resources / "parsing" / "labels.toml")
    archives = _read(resources / "archives.toml")
    before, after = _labels(labels, "before"), _labels(labels, "after")
    extents = [word for word, meanings in after.items() if meanings[0].kind == "extent"]
    return Lexicon(
        before=before,
        after=after,
        before_words=_before_words(labels),
        after_words=choice(word for word in after if word not in extents),
        extent_words=choice(extents),
        words={name: tuple(words) for name, words in labels["words"].items()},
        letter_codes=frozenset(labels["tna"]["codes"]),
        archives=tuple(_archive(at, one) for at, one in enumerate(archives["archive"], 1)),
    )


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFileError(file.name, str(error)) from error


def _labels(tables: Mapping[str, Any], side: str) -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, tuple[Meaning, ...]] = {}
    for language, table in tables.items():
        for kind, words in table.get(side, {}).items():
            meaning = Meaning(kind=kind, language=LanguageCode(language))
            for word in words:
                key = label_key(word)
                found[key] = (*found.get(key, ()), meaning)
    return found


def _before_words(tables: Mapping[str, Any]) -> re.Pattern[str]:
    """Return a pattern for a label before its number, with what stands between the two."""
    spelled: list[str] = []
    han: list[str] = []
    for language, table in tables.items():
        words = [word for words in table.get("before", {}).values() for word in words]
        (han if language == ZH else spelled).extend(words)
    return re.compile(
        rf"(?P<label>(?<!\w)(?:{choice(spelled)})(?![^\W\d_])|(?:{choice(han)}))"
        r"(?P<sign>[’'ʹ]?\s?[.:：]?\s*[-–—]?\s*(?:№\s*)?)(?=[\w第])",
        re.IGNORECASE,
    )


def _is_han(word: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in word)


def choice(words: Iterable[str]) -> str:
    """Return a pattern for a choice of words, the longest first.

    Between the parts of a word (`ед. хр`) a stop and spaces may stand or not.
    """
    spelled = {r"\.?\s*".join(map(re.escape, word.split())) for word in words}
    parts = {word.replace(r"\.\.?", r"\.?") for word in spelled}
    return "|".join(sorted(parts, key=lambda word: (-len(word), word)))


def _archive(number: int, table: Mapping[str, Any]) -> Archive:
    places, countries = table.get("place", {}), table.get("country", {})
    names: Sequence[ArchiveName] = tuple(
        ArchiveName(
            language=LanguageCode(language),
            full=value[0],
            abbreviation=value[1],
            place=places.get(language, ""),
            country=countries.get(language, ""),
        )
        for language, value in table.items()
        if isinstance(value, list) and language != "aliases"
    )
    if not names:
        names = (ArchiveName(language=UNKNOWN_LANGUAGE, full="", abbreviation=""),)
    return Archive(
        id=ArchiveId(-number), names=tuple(names), aliases=tuple(table.get("aliases", ()))
    )
