"""The user's query: read into a small tree of what is wanted (see `query_tree`).

Words stand side by side (all are wanted) or with OR between them; `-word` is not wanted;
`"a phrase"` stands word for word; `"two words"~8` stand near each other; `begin*`, `?nd` and
`b*n` are any words of a pattern; `word~` is any word like it; `=form` is a word in this very form;
`field:value` stands for the documents of some sources, anywhere in the tree; brackets group.
Letters are folded (see `folding`), so case and ё do not matter; signs may be full-width ones.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archivist.search.query_fields import (
    NAME_FIELD,
    field_of,
    like_field,
    value_of,
    values_of,
    years_of,
)
from archivist.search.query_signs import (
    AND_WORDS,
    ATOM,
    LONGEST,
    NOT_WORDS,
    QUOTES,
    VALUE_QUOTES,
    Signs,
)
from archivist.search.query_tree import (
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
    Placed,
    Prefix,
    Query,
    Saying,
    Sounding,
    Wildcard,
    Word,
    Years,
    described,
    ends_of,
)
from archivist.search.query_words import forms_of, phrase_of, read_atom, sounding, words_of

__all__ = [
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
    "Placed",
    "Prefix",
    "Query",
    "Reference",
    "Saying",
    "Sounding",
    "Wildcard",
    "Word",
    "Years",
    "described",
    "parse_query",
]

_FIELD = re.compile(r"([^\W\d_]['’ʼ\w]*)\s*:")
_NO_FIELD = re.compile(r"[A-Za-z\u00c0-\u052f]{2,}:(?=[^\s/:)])")
_NEARNESS = re.compile(r"~(\d*)")
_MOST_APART = 999
_DEEPEST = 30
_SAYING = (Field.TITLE, Field.AUTHOR, Field.NOTE)


class Reference(NamedTuple):
    """A place in the archives that stands in a query from `start` up to `end`."""

    start: int
    end: int
    place: Placed


def parse_query(text: str, reference: Reference | None = None) -> Query:
    """Read a query, in which a reference may be recognised already.

    Raises:
        ParseError: where the text does not follow the rules, or asks for nothing.
    """
    return Query(text, _Parser(text, reference).parsed())


def _is_condition(node: Node) -> bool:
    return all(isinstance(end, Condition) for end in ends_of(node))


class _Parser(Signs):
    """Reads one query from left to right."""

    def __init__(self, text: str, reference: Reference | None) -> None:
        super().__init__(text)
        self._reference = reference
        self._opened: list[int] = []  # where the brackets stand that are open
        self._field: Field | None = None  # of which the values are read, in brackets

    def parsed(self) -> Node:
        """Read the whole text."""
        if len(self._text) > LONGEST:
            self._at = LONGEST
            raise self._error(f"a shorter query, of at most {LONGEST} characters")
        node = self._any()
        if self._at < len(self._text):
            raise self._error("no “)” without “(”")
        if node is None:
            self._at = len(self._text) - len(self._text.lstrip())
            raise self._error("a word to look for")
        return node

    def _any(self) -> Node | None:
        """Read parts with OR between them, up to a closing bracket or the end."""
        parts: list[Node] = []
        sign = -1
        while True:
            part = self._all()
            before, sign = sign, self._at
            ored = self._take_or()
            if part is None and (parts or ored):
                self._at = sign if ored else before
                raise self._error("a word on each side of OR")
            if part is not None:
                parts.append(part)
            if not ored:
                break
        if len(parts) > 1:
            return AnyOf(tuple(parts))
        return parts[0] if parts else None

    def _all(self) -> Node | None:
        wanted: list[Node] = []
        unwanted: list[Node] = []
        first_minus = self._at
        while not self._at_end_of_part():
            start = self._at
            if self._take_sign(AND_WORDS):
                continue
            minus = self._take_sign(NOT_WORDS) or self._take_minus()
            node = None if self._at_end_of_part() else self._one()
            if node is None:
                continue
            if minus:
                first_minus = first_minus if unwanted else start
                unwanted.append(node)
            elif isinstance(node, AllOf):
                wanted += node.wanted
                unwanted += node.unwanted
            else:
                wanted.append(node)
        if not wanted and not all(map(_is_condition, unwanted)):
            self._at = first_minus
            raise self._error("a word to look for beside what is left out")
        if len(wanted) == 1 and not unwanted:
            return wanted[0]
        return AllOf(tuple(wanted), tuple(unwanted)) if wanted or unwanted else None

    def _one(self) -> Node | None:
        """Read a bracket, a phrase, a field or a word; None for signs without a word."""
        if self._reference and self._at == self._reference.start:
            self._at = self._reference.end
            return self._reference.place
        if self._text[self._at] == "(":
            return self._bracket()
        return self._condition(self._field) if self._field else self._word()

    def _word(self) -> Node | None:
        """Read a phrase, a field or a word."""
        exact = self._text[self._at] == "=" and self._text[self._at + 1 : self._at + 2] in QUOTES
        if exact and self._at + 1 < len(self._text):
            self._at += 1
        if self._text[self._at] in QUOTES and not self._is_stray():
            return self._phrase(self._quoted(QUOTES))
        if name := _FIELD.match(self._text, self._at):
            if field := field_of(name[1]):
                self._at = name.end()
                return self._of_field(field)
            self._check_field(name[1])
        atom = ATOM.match(self._text, self._at)
        if atom is None:  # a closing quotation mark without an opening one, or a lone sign
            self._at += 1
            return None
        self._at = atom.end()
        return read_atom(self._typed, atom[0], atom.start())

    def _check_field(self, name: str) -> None:
        """Refuse a name before a colon that is no field, unless it may be a word of a text."""
        if not _NO_FIELD.match(self._text, self._at):
            return
        if like := like_field(name):
            raise self._error(f"“{like}:” in place of “{name}:”, or no colon")
        raise self._error(f"a field that there is, or a space after “{name}:”")

    def _bracket(self) -> Node | None:
        self._opened.append(self._at)
        if len(self._opened) > _DEEPEST:
            raise self._error("fewer brackets inside each other")
        self._at += 1
        node = self._any()
        start = self._opened.pop()
        if not self._text.startswith(")", self._at):
            self._at = start
            raise self._error("“)” to this bracket")
        if node is None:
            raise self._error("a word inside the brackets")
        self._at += 1
        return node

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

    def _of_field(self, field: str) -> Node:
        """Read what follows the colon of a field."""
        self._skip_spaces()
        node: Node | None = None
        if self._at < len(self._text) and self._text[self._at] not in ")|":
            says = field == NAME_FIELD or field in _SAYING
            node = self._value_words(field) if says else self._values(Field(field))
        if node is None:
            raise self._error(f"what to look for after “{field}:”")
        return node

    def _value_words(self, field: str) -> Node | None:
        start = self._at
        node = self._one()
        if node is None:
            return None
        if any(isinstance(end, Condition) for end in ends_of(node)):
            self._at = start
            raise self._error(f"words after “{field}:”, no other field")
        return sounding(node) if field == NAME_FIELD else Saying(Field(field), node)

    def _values(self, field: Field) -> Node | None:
        """Read one value of a field, or several in brackets."""
        if self._text[self._at] != "(":
            return self._condition(field)
        outer, self._field = self._field, field
        node = self._bracket()
        self._field = outer
        return node

    def _condition(self, field: Field) -> Node | None:
        at = self._at
        opening = self._text[at]
        closing = self._text.find(VALUE_QUOTES.get(opening, " ")[0], at + 1)
        if opening in QUOTES or (opening in VALUE_QUOTES and closing > 0):
            value = self._quoted(VALUE_QUOTES)
        else:
            atom = ATOM.match(self._text, at)
            value = atom[0].rstrip(",;") if atom else ""
            self._at = atom.end() if atom else at
        if not value.strip():
            return None
        if field is Field.YEAR:
            return self._years(value.strip(), at)
        named = value_of(field, value)
        if not named:
            self._at = at
            raise self._error(f"one of {', '.join(values_of(field))}")
        return Named(field, named)

    def _years(self, value: str, at: int) -> Years:
        years = years_of(value)
        if years is None:
            self._at = at
            raise self._error("a year or years, as 1992, 1992.. or 1992..1995")
        first, last = years
        if first is not None and last is not None and last < first:
            self._at = at
            raise self._error(f"the earlier year first: {last}..{first}")
        return Years(*years)
