"""What the file of a style may say: the names of its tables and keys, and what each is."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_ANY = "*"
_TEXTS = {_ANY: str}
_TABLES = {_ANY: _TEXTS}
_PEOPLE = {
    **dict.fromkeys(("inverted", "following", "direct", "initials", "between"), str),
    **dict.fromkeys(("last", "credits_between"), str),
    **dict.fromkeys(("credits", "container", "stand_in", "whole"), list),
    **dict.fromkeys(("heading", "most", "head", "many", "named"), int),
    **dict.fromkeys(("repeated", "statement"), bool),
}
_WORDS: Mapping[str, Any] = {
    "months": list,
    **dict.fromkeys(("genitive", "shortened", "degrees"), _TEXTS),
    _ANY: str,
}
_TEMPLATES = ("head", "by_researcher", "placed", "unplaced", "reference", "later", "listed")
_SCHEMA: Mapping[str, Any] = {
    **dict.fromkeys(("name", "title", "language", "like", "csl", "dash", "number"), str),
    "follow": list,
    "archive": {
        **dict.fromkeys(("first", "later"), str),
        **dict.fromkeys(("follow", "otherwise", "authored"), list),
        "shortened": _TEXTS,
    },
    "archival": {
        **dict.fromkeys((*_TEMPLATES, "collected", "end"), str),
        **dict.fromkeys(("apart", "titles", "day_first", "generic"), list),
        **dict.fromkeys(("headline", "signed", "spaced"), bool),
        **dict.fromkeys(("between", "names", "parts"), _TEXTS),
        "people": _PEOPLE,
        "words": {_ANY: _WORDS},
    },
    "labels": _TABLES,
    "people": _PEOPLE,
    "places": _TEXTS,
    "words": {_ANY: _WORDS},
    "published": {"parts": _TEXTS, _ANY: str},
    "marks": {_ANY: (str, int, _TEXTS)},
    "repeats": {"place": str, "short": _TEXTS, "first": _TEXTS, _ANY: (str, int, bool)},
    "titles": {
        "parted": list,
        **dict.fromkeys(("shortened", "noted", "degrees"), bool),
        "romanise": str,
    },
}
_IN_WORDS = {str: "a text", int: "a number", bool: "true or false", list: "a list of texts"}


def check_tables(tables: Mapping[str, Any]) -> None:
    """Check that what the file of a style says is what a style can say.

    Raises:
        ValueError: names the first key that there is none of, or that is of another kind.
    """
    _check(tables, _SCHEMA, ())


def _check(table: Mapping[str, Any], schema: Mapping[str, Any], path: tuple[str, ...]) -> None:
    for name, value in table.items():
        place = (*path, name)
        if name not in schema and _ANY not in schema:
            raise ValueError(_unknown(place, schema))
        wanted = schema.get(name, schema.get(_ANY))
        allowed = wanted if isinstance(wanted, tuple) else (wanted,)
        for kind in allowed:
            if isinstance(kind, dict) and isinstance(value, dict):
                _check(value, kind, place)
                break
            if not isinstance(kind, dict) and _is(value, kind):
                break
        else:
            kinds = " or ".join(
                "a table" if isinstance(kind, dict) else _IN_WORDS[kind] for kind in allowed
            )
            raise ValueError(f"{'.'.join(place)} has to be {kinds}")


def _is(value: object, kind: type) -> bool:
    if kind is list:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return type(value) is kind


def _unknown(place: tuple[str, ...], schema: Mapping[str, Any]) -> str:
    near = get_close_matches(place[-1], schema, n=1)
    known = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(schema))}"
    return f"there is no {'.'.join(place)}; {known}"
