"""What is wrong with a style that is being written, in plain words and with its line."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from archivist.citation.style_text import leaves, line_of, value_at, without
from archivist.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_PLACE = re.compile(r"\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_IN_WORDS = (
    ("Expected '=' after", "expected “=” between a name and its value"),
    ("Invalid value", "expected a value: a text in straight quotes, or a number"),
    ("Invalid statement", "expected a name and its value, or a [table]"),
    ("Illegal character", "a text is not closed: a straight quote is missing at its end"),
    ("Unterminated string", "a text is not closed: a straight quote is missing at its end"),
    ("Expected newline or end", "expected nothing more behind a value"),
    ("Cannot overwrite a value", "this is said a second time"),
    ("Cannot declare", "this table is there a second time; put both together"),
    ("Unescaped '\\'", "a backslash within a text is written twice"),
    ("Unclosed array", "a list is not closed: “]” is missing"),
    ("Expected ']' at the end", "expected “]” behind the name of a table"),
)
_KINDS = {
    str: "a text in straight quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "a table",
}
_LISTS = {str: "a list of texts in straight quotes", int: "a list of whole numbers"}
_EMPTY = "a list"
_OWN_WORDS = re.compile(
    r"it is no citation style \(\w+Error\((?P<quote>['\"])(?P<said>.*)(?P=quote)\)\)"
)
_DEEPEST = 8
"""The tables of a style lie in each other less deep than this."""

_TOO_DEEP = "its tables and lists lie too deep in each other"
_MOST = 400
"""No style says more that differs than this; a longer one is not searched for its fault."""


def read_style(name: str, text: str) -> dict[str, Any]:
    """Read the text of a style.

    Raises:
        UnreadableFileError: when it is no TOML; says so in plain words, with the line.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _in_words(name, text, str(error)) from error
    except RecursionError as error:
        raise UnreadableFileError(name, _TOO_DEEP) from error
    if _too_deep(tables):
        raise UnreadableFileError(name, _TOO_DEEP)
    return {**tables, "name": name.removesuffix(".toml")}


def _too_deep(tables: Mapping[str, Any]) -> bool:
    layer = [tables]
    for _ in range(_DEEPEST):
        layer = [one for table in layer for one in table.values() if isinstance(one, dict)]
    return bool(layer)


def check_kinds(own: Mapping[str, Any], kin: Mapping[str, Any], name: str) -> None:
    """Make sure that what a style says is of the kind that its kin says in the same places.

    Raises:
        UnreadableFileError: says which value is of another kind, and what it should be.
    """
    for path, value, other in _pairs(own, kin, ()):
        if _kind(value) != _kind(other) and not (
            _kind(other) == _EMPTY and isinstance(value, list)
        ):
            said = ".".join(path)
            raise UnreadableFileError(f"{name}.toml", f"{said}: expected {_kind(other)}")


def _pairs(
    own: Mapping[str, Any], kin: Mapping[str, Any], above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    for name, value in own.items():
        if name in kin:
            if isinstance(value, dict) and isinstance(kin[name], dict):
                yield from _pairs(value, kin[name], (*above, name))
            else:
                yield (*above, name), value, kin[name]


def _kind(value: object) -> str:
    if not isinstance(value, list):
        return _KINDS.get(type(value), "a date")
    return " or ".join(sorted({_LISTS.get(type(one), "a list") for one in value})) or _EMPTY


def find_fault(
    error: UnreadableFileError,
    text: str,
    tables: Mapping[str, Any],
    attempt: Callable[[dict[str, Any]], object],
) -> UnreadableFileError:
    """Return the error with the line of the value that is to blame, where that can be told.

    `attempt` makes the style of other tables and raises UnreadableFileError when it cannot: the
    value without which it can is the one.
    """
    paths = [path for path in leaves(tables) if path not in {("name",), ("like",)}]
    for path in paths[:_MOST] if isinstance(tables.get("like"), str) else ():
        try:
            attempt(without(tables, path))
        except UnreadableFileError:
            continue
        said = ".".join(path)
        reason = _OWN_WORDS.sub(r"\g<said>", error.reason)
        reason = reason if reason.startswith(said) else f"{said}: {reason}"
        return UnreadableFileError(error.name, reason, line_of(text, path))
    like = line_of(text, ("like",)) if str(value_at(tables, ("like",))) in error.reason else 0
    return UnreadableFileError(error.name, error.reason, like)


def _in_words(name: str, text: str, message: str) -> UnreadableFileError:
    place = _PLACE.search(message)
    line = int(place["line"]) if place and place["line"] else len(text.rstrip().splitlines()) or 1
    bare = _PLACE.sub("", message)
    reason = next((words for start, words in _IN_WORDS if bare.startswith(start)), bare)
    return UnreadableFileError(name, reason, line)
