"""Reads transliteration schemes and known names from TOML, and checks them.

How a scheme is written stands at the head of `resources/transliteration/bgn-pcgn.toml`.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from archivist.errors import UnreadableFileError
from archivist.library.values import LanguageCode
from archivist.paths import user_places

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_EVERY, _FIRST = "all", LanguageCode("ru")
_FOLDER = "transliteration"
_NAMES = "known-names.toml"
_ACRONYMS = "acronyms.toml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Alphabet:
    """What becomes of the letters of one language.

    Each table is by Cyrillic letters in lower case. `start`, `end`, `after` and `before` are for
    positions in a word and win over `letters`; `after_letters` are Cyrillic, `before_letters`
    Latin.
    """

    letters: Mapping[str, str] = field(default_factory=dict)
    start: Mapping[str, str] = field(default_factory=dict)
    end: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    after_letters: str = ""
    before: Mapping[str, str] = field(default_factory=dict)
    before_letters: str = ""
    capitals: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scheme:
    """A transliteration scheme: an alphabet by language.

    A language without an alphabet takes that of the scheme named `otherwise`, or the Russian one.
    """

    name: str
    title: str
    alphabets: Mapping[LanguageCode, Alphabet]
    otherwise: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownNames:
    """Names with a settled spelling: `names` for any text, `places` for those of publication."""

    names: Mapping[str, str]
    places: Mapping[str, str]


@cache
def shipped_schemes() -> Mapping[str, Scheme]:
    """Return the schemes that Archivist brings along, by name."""
    folder = user_places().resources / _FOLDER
    return load_schemes(
        [file for file in sorted(folder.glob("*.toml")) if file.name not in (_NAMES, _ACRONYMS)]
    )


@cache
def shipped_acronyms() -> frozenset[str]:
    """Return the abbreviations with vowels that are not read as words."""
    return frozenset(_toml(user_places().resources / _FOLDER / _ACRONYMS)["words"].split())


@cache
def shipped_names() -> KnownNames:
    """Return the names that have a usual spelling in Latin letters."""
    return load_names(user_places().resources / _FOLDER / _NAMES)


def known_names(settings: Path) -> KnownNames:
    """Return the shipped names and, over them, the user's own in the settings folder.

    Raises:
        UnreadableFileError: when the user's file holds no names.
    """
    shipped, own = shipped_names(), settings / _NAMES
    if not own.is_file():
        return shipped
    users = load_names(own)
    return KnownNames(
        names={**shipped.names, **users.names},
        places={**shipped.places, **users.names, **users.places},
    )


def load_names(file: Path) -> KnownNames:
    """Read a file with names in the tables `names` and `places`.

    Raises:
        UnreadableFileError: when the file is not TOML or holds something else.
    """
    data = _toml(file)
    read: dict[str, dict[str, str]] = {"names": {}, "places": {}}
    for table, entries in data.items():
        if table not in read or not isinstance(entries, dict):
            told = f"there is no “{table}”, only the tables [names] and [places]"
            raise UnreadableFileError(file.name, told)
        for name, latin in entries.items():
            if not isinstance(latin, str):
                raise UnreadableFileError(file.name, f"“{name}” has no name in Latin letters")
            read[table][unicodedata.normalize("NFC", name)] = latin
    return KnownNames(names=read["names"], places={**read["names"], **read["places"]})


def load_schemes(files: list[Path]) -> Mapping[str, Scheme]:
    """Read schemes, by name.

    Raises:
        UnreadableFileError: when a file is not TOML or no scheme.
    """
    tables = {file.stem: _toml(file) for file in files}
    schemes: dict[str, Scheme] = {}
    for file in files:
        try:
            scheme = _scheme(tables[file.stem], tables)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            told = f"it is no transliteration scheme ({error!r})"
            raise UnreadableFileError(file.name, told) from error
        schemes[scheme.name] = scheme
    return schemes


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFileError(file.name, str(error)) from error


def _scheme(data: dict[str, Any], tables: Mapping[str, dict[str, Any]]) -> Scheme:
    layers = [data]
    if parent := data.get("like"):
        layers.insert(0, tables[parent])
    languages = {key for layer in layers for key, value in layer.items() if isinstance(value, dict)}
    return Scheme(
        name=data["name"],
        title=data["title"],
        otherwise=data.get("otherwise", ""),
        alphabets={
            LanguageCode(one): _alphabet(
                [layer.get(table, {}) for table in (_EVERY, one) for layer in layers]
            )
            for one in sorted(languages - {_EVERY})
        },
    )


def _alphabet(layers: list[dict[str, str]]) -> Alphabet:
    """Make an alphabet of tables, each of which lies over those before it."""
    maps: dict[str, dict[str, str]] = {
        name: {} for name in ("letters", "start", "end", "after", "before", "capitals")
    }
    texts = {"after_letters": "", "before_letters": ""}
    for layer in layers:
        for name, value in layer.items():
            if name in texts:
                texts[name] = str(value)
            else:
                maps[name].update(_pairs(value))
    return Alphabet(**maps, **texts)  # type: ignore[arg-type]  # two kinds of values in one call


def _pairs(text: str) -> dict[str, str]:
    """Read `а a  б b  ь -`."""
    parts = unicodedata.normalize("NFC", text).split()
    if len(parts) % 2:
        raise ValueError(f"letters must stand in pairs: … {' '.join(parts[-2:])}")
    return {
        one: "" if other == "-" else other
        for one, other in zip(parts[::2], parts[1::2], strict=True)
    }
