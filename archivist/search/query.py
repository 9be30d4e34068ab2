"""The user's query: read into a small tree of what is wanted (see `query_tree`).

Words stand side by side (all are wanted) or with OR between them; `-word` is not wanted;
`"a phrase"` stands word for word; `"two words"~8` stand near each other; `begin*`, `?nd` and
`b*n` are any words of a pattern; `word~` is any word like it; `=form` is a word in this very form;
`field:value` narrows to some sources; brackets group. Letters are folded (see `folding`), so case
and ё do not matter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.search.query_fields import (
    NAME_FIELD,
    field_of,
    like_field,
    value_of,
    values_of,
    years_of,
)
from archivist.search.query_tree import (
    NOTHING,
    AllOf,
    AnyOf,
    Condition,
    Exact,
    Field,
    Fuzzy,
    Leaf,
    Named,
    Near,
    Node,
    Phrase,
    Prefix,
    Query,
    Saying,
    Sounding,
    Wildcard,
    Word,
    Years,
    described,
)
from archivist.search.query_words import forms_of, phrase_of, read_atom, sounding, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "NOTHING",
    "AllOf",
    "AnyOf",
    "Condition",
    "Exact",
    "Field",
    "Fuzzy",
    "Leaf",
    "Named",
    "Near",
    "Node",
    "Phrase",
    "Prefix",
    "Query",
    "Saying",
    "Sounding",
    "Wildcard",
    "Word",
    "Years",
    "described",
    "parse_query",
]

OR_WORDS = frozenset({"OR", "ИЛИ", "АБО", "НЕМЕСЕ", "|"})
_AND, _NOT = "AND", "NOT"

_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_ATOM = re.compile(r'[^\s()"“„”«»|]+')
_FIELD = re.compile(r"([^\W\d_]['’ʼ\w]*):")
_NEARNESS = re.compile(r"~(\d*)")
_MINUS = "-−–"
_MOST_APART = 999
_DEEPEST = 30
_SAYING = (Field.TITLE, Field.AUTHOR, Field.NOTE)


def parse_query(text: str) -> Query:
    """Read a query.

    Raises:
        ParseError: where the text does not follow the rules, or asks for nothing.
    """
    leaves, conditions = _parted(_Parser(text).parsed())
    return Query(text, leaves or NOTHING, conditions)


def _parted(node: Node) -> tuple[Node | None, Node | None]:
    """Part a tree into that of its leaves and that of its conditions."""
    if not isinstance(node, AllOf):
        return (None, node) if _is_condition(node) else (node, None)
    trees: list[Node | None] = []
    for wanted_kind in (False, True):
        wanted = tuple(part for part in node.wanted if _is_condition(part) is wanted_kind)
        unwanted = tuple(part for part in node.unwanted if _is_condition(part) is wanted_kind)
        if len(wanted) == 1 and not unwanted:
            trees.append(wanted[0])
        else:
            trees.append(AllOf(wanted, unwanted) if wanted or unwanted else None)
    return trees[0], trees[1]


def _is_condition(node: Node) -> bool:
    return any(isinstance(part, Condition) for part in _ends(node))


def _is_mixed(node: Node) -> bool:
    return len({isinstance(part, Condition) for part in _ends(node)}) > 1


def _ends(node: Node) -> Sequence[Node]:
    """Return the leaves and conditions of a tree."""
    match node:
        case AllOf(wanted, unwanted):
            return [end for part in (*wanted, *unwanted) for end in _ends(part)]
        case AnyOf(parts):
            return [end for part in parts for end in _ends(part)]
    return [node]


class _Parser:
    """Reads one query from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._closed: list[Node] = []  # parts with brackets in which fields stand beside words

    def parsed(self) -> Node:
        """Read the whole text."""
        node = self._any()
        if self._at < len(self._text):
            raise self._error("no “)” without “(”")
        if node is None:
            raise self._error("a word to look for")
        return node

    def _any(self) -> Node | None:
        """Read parts with OR between them, up to a closing bracket or the end."""
        start = self._at
        parts: list[Node] = []
        while True:
            part = self._all()
            ored = self._take_or()
            if part is None and (parts or ored):
                raise self._error("a word on each side of OR")
            if part is not None:
                parts.append(part)
            if not ored:
                break
        if len(parts) > 1:
            return self._either(parts, start)
        return parts[0] if parts else None

    def _either(self, parts: list[Node], start: int) -> Node:
        """Join parts with OR; conditions beside words in one of them are those of the whole."""
        if not any(map(_is_mixed, parts)):
            return self._unmixed(AnyOf(tuple(parts)), start, "OR")
        leaves, conditions = zip(*map(_parted, parts), strict=True)
        if None in leaves or any(part in self._closed for part in parts):
            self._at = start
            raise self._error(
                "fields outside of the brackets and beside words, not in one half of OR"
            )
        both = AllOf((AnyOf(leaves),))
        for node in filter(None, conditions):
            wanted, unwanted = (
                (node.wanted, node.unwanted) if isinstance(node, AllOf) else ((node,), ())
            )
            both = AllOf(both.wanted + wanted, both.unwanted + unwanted)
        return both

    def _all(self) -> Node | None:
        wanted: list[Node] = []
        unwanted: list[Node] = []
        first_minus = self._at
        closed = False
        while not self._at_end_of_part():
            start = self._at
            if self._take_sign(_AND):
                continue
            minus = self._take_sign(_NOT) or self._take_minus()
            node = None if self._at_end_of_part() else self._one()
            if node is None:
                continue
            if minus and not unwanted:
                first_minus = start
            if minus:
                unwanted.append(self._unmixed(node, start, "“-”"))
            elif isinstance(node, AllOf):
                closed = closed or _is_mixed(node)
                wanted += node.wanted
                unwanted += node.unwanted
            else:
                wanted.append(node)
        if any(not _is_condition(node) for node in unwanted) and all(map(_is_condition, wanted)):
            self._at = first_minus
            raise self._error("a word to look for beside what is left out")
        if len(wanted) == 1 and not unwanted:
            return wanted[0]
        whole = AllOf(tuple(wanted), tuple(unwanted)) if wanted or unwanted else None
        if closed and whole:
            self._closed.append(whole)
        return whole

    def _unmixed(self, node: Node, start: int, sign: str) -> Node:
        if _is_mixed(node):
            self._at = start
            raise self._error(f"either words or fields with {sign}, not both together")
        return node

    def _skip_spaces(self) -> None:
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1

    def _at_end_of_part(self) -> bool:
        self._skip_spaces()
        return self._at >= len(self._text) or self._text[self._at] == ")" or self._sees_or()

    def _sees_or(self) -> bool:
        if self._text.startswith("|", self._at):
            return True
        atom = _ATOM.match(self._text, self._at)
        return atom is not None and atom[0] in OR_WORDS

    def _take_or(self) -> bool:
        if self._at_end_of_part() and self._at < len(self._text) and self._sees_or():
            atom = _ATOM.match(self._text, self._at)
            self._at = atom.end() if atom else self._at + 1
            return True
        return False

    def _take_sign(self, sign: str) -> bool:
        atom = _ATOM.match(self._text, self._at)
        if atom is None or atom[0] != sign:
            return False
        self._at = atom.end()
        return True

    def _take_minus(self) -> bool:
        """Take a minus that stands directly before what is not wanted."""
        following = self._text[self._at + 1 : self._at + 2]
        if self._text[self._at] in _MINUS and following and not following.isspace():
            self._at += 1
            return True
        return False

    def _one(self) -> Node | None:
        """Read a bracket, a phrase, a field or a word; None for signs without a word."""
        sign = self._text[self._at]
        exact = sign == "=" and self._text[self._at + 1 : self._at + 2] in _QUOTES
        if exact and self._at + 1 < len(self._text):
            self._at += 1
            sign = self._text[self._at]
        if sign == "(":
            return self._bracket()
        if sign in _QUOTES:
            return self._phrase(self._quoted(_QUOTES[sign]))
        if name := _FIELD.match(self._text, self._at):
            if field := field_of(name[1]):
                self._at = name.end()
                return self._field(field, name.start())
            if (like := like_field(name[1])) and not self._text[name.end() :][:1].isspace():
                raise self._error(f"“{like}:” in place of “{name[1]}:”, or no colon")
        atom = _ATOM.match(self._text, self._at)
        if atom is None:  # a closing quotation mark without an opening one, or a lone sign
            self._at += 1
            return None
        self._at = atom.end()
        return read_atom(self._text, atom[0], atom.start())

    def _bracket(self) -> Node | None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._error("fewer brackets inside each other")
        self._at += 1
        node = self._any()
        if not self._text.startswith(")", self._at):
            raise self._error("“)”")
        if node is None:
            raise self._error("a word inside the brackets")
        self._at += 1
        self._depth -= 1
        return node

    def _quoted(self, closings: str) -> str:
        start = self._at + 1
        ends = [end for closing in closings if (end := self._text.find(closing, start)) >= 0]
        if not ends:
            self._at = len(self._text)
            raise self._error(f"the closing “{closings[-1]}” of the phrase")
        self._at = min(ends) + 1
        return self._text[start : min(ends)]

    def _phrase(self, quoted: str) -> Node | None:
        """Return a phrase, or its words near each other when a distance follows."""
        forms = forms_of(quoted)
        nearness = _NEARNESS.match(self._text, self._at)
        if nearness is None or not forms:
            return phrase_of(forms)
        if not nearness[1] or not 0 < int(nearness[1][:9]) <= _MOST_APART:
            self._at += 1
            raise self._error(f"how many words apart, from 1 to {_MOST_APART}, after “~”")
        self._at = nearness.end()
        runs = words_of(quoted)
        return Word(runs[0]) if len(runs) == 1 else Near(runs, int(nearness[1]))

    def _field(self, field: str, start: int) -> Node:
        """Read what follows the colon of a field."""
        self._skip_spaces()
        if field == NAME_FIELD or field in _SAYING:
            node = None if self._at >= len(self._text) else self._value_words(field)
        else:
            node = self._condition(Field(field), start)
        if node is None:
            raise self._error(f"what to look for after “{field}:”")
        return node

    def _value_words(self, field: str) -> Node | None:
        start = self._at
        if self._text[start] in ")|" or (node := self._one()) is None:
            return None
        if _is_condition(node):
            self._at = start
            raise self._error(f"words after “{field}:”, no other field")
        return sounding(node) if field == NAME_FIELD else Saying(Field(field), node)

    def _condition(self, field: Field, start: int) -> Node | None:
        at = self._at
        sign = self._text[at : at + 1]
        if sign and sign in _QUOTES:
            value = self._quoted(_QUOTES[sign])
        else:
            atom = _ATOM.match(self._text, at)
            value = atom[0].rstrip(",;") if atom else ""
            self._at = atom.end() if atom else at
        if not value.strip():
            return None
        if field is Field.YEAR:
            years = years_of(value.strip())
            if years is None:
                self._at = at
                raise self._error("a year or years, as 1992, 1992..1995 or 1992..")
            return Years(*years)
        named = value_of(field, value)
        if not named:
            self._at = at
            raise self._error(f"one of {', '.join(values_of(field))}")
        return Named(field, named, start)

    def _error(self, expected: str) -> ParseError:
        return ParseError(self._text, self._at, expected)
