"""The user's query: read into a small tree of what is wanted.

Words stand side by side (all are wanted) or with OR between them; `-word` is not wanted;
`"a phrase"` stands word for word; `begin*` is any word that begins so; `=form` is a word in this
very form; brackets group. Letters are folded (see `folding`), so case and ё do not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.search.folding import fold, is_han, words

if TYPE_CHECKING:
    from collections.abc import Iterator

OR_WORDS = frozenset({"OR", "ИЛИ", "АБО", "НЕМЕСЕ", "|"})

_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_ATOM = re.compile(r'[^\s()"“„”«»|]+')
_STAR_INSIDE = re.compile(r"\w\*\w")
_MINUS = "-−–"
_SHORTEST_PREFIX = 2
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms."""

    form: str


@dataclass(frozen=True, slots=True)
class Exact:
    """A word in this form only."""

    form: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins so."""

    start: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in these forms, one directly after the other."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the wanted, none of the unwanted; at least one is wanted."""

    wanted: tuple[Node, ...]
    unwanted: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the parts at least."""

    parts: tuple[Node, ...]


Leaf = Word | Exact | Prefix | Phrase
Node = Leaf | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """What a query asks for; `text` is what the user wrote."""

    text: str
    root: Node

    def wanted(self) -> tuple[Leaf, ...]:
        """Return the leaves that are looked for, each once, in their order."""
        return tuple(dict.fromkeys(_wanted(self.root)))


def _wanted(node: Node) -> Iterator[Leaf]:
    if isinstance(node, AllOf | AnyOf):
        for part in node.wanted if isinstance(node, AllOf) else node.parts:
            yield from _wanted(part)
    else:
        yield node


def parse_query(text: str) -> Query:
    """Read a query.

    Raises:
        ParseError: where the text does not follow the rules, or asks for nothing.
    """
    return Query(text, _Parser(text).parsed())


def described(node: Node) -> str:
    """Return a query as it was understood, in the notation it can be written in."""
    match node:
        case Word(form):
            return form
        case Exact(form):
            return f"={form}"
        case Prefix(start):
            return f"{start}*"
        case Phrase(forms):
            return f'"{" ".join(forms)}"'
        case AnyOf(parts):
            return " OR ".join(_bracketed(part) for part in parts)
        case AllOf(wanted, unwanted):
            return " ".join(
                [*map(_bracketed, wanted), *(f"-{_bracketed(part)}" for part in unwanted)]
            )


def _bracketed(node: Node) -> str:
    return f"({described(node)})" if isinstance(node, AllOf | AnyOf) else described(node)


class _Parser:
    """Reads one query from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0

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
            return AnyOf(tuple(parts))
        return parts[0] if parts else None

    def _all(self) -> Node | None:
        wanted: list[Node] = []
        unwanted: list[Node] = []
        first_minus = self._at
        while not self._at_end_of_part():
            start = self._at
            minus = self._take_minus()
            node = self._one()
            if node is None:
                continue
            if minus and not unwanted:
                first_minus = start
            if minus:
                unwanted.append(node)
            else:
                wanted.extend(_flat(node))
        if unwanted and not wanted:
            self._at = first_minus
            raise self._error("a word to look for beside what is left out")
        if len(wanted) == 1 and not unwanted:
            return wanted[0]
        return AllOf(tuple(wanted), tuple(unwanted)) if wanted else None

    def _at_end_of_part(self) -> bool:
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
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

    def _take_minus(self) -> bool:
        """Take a minus that stands directly before what is not wanted."""
        following = self._text[self._at + 1 : self._at + 2]
        if self._text[self._at] in _MINUS and following and not following.isspace():
            self._at += 1
            return True
        return False

    def _one(self) -> Node | None:
        """Read a bracket, a phrase or a word; None for signs without a word."""
        sign = self._text[self._at]
        if sign == "=" and self._text[self._at + 1 : self._at + 2] in _QUOTES:
            self._at += 1
            sign = self._text[self._at]
        if sign == "(":
            return self._bracket()
        if sign in _QUOTES:
            return self._quoted(_QUOTES[sign])
        atom = _ATOM.match(self._text, self._at)
        if atom is None:  # a closing quotation mark without an opening one, or a lone sign
            self._at += 1
            return None
        self._at = atom.end()
        return self._atom(atom[0], atom.start())

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

    def _quoted(self, closings: str) -> Node | None:
        start = self._at + 1
        ends = [end for closing in closings if (end := self._text.find(closing, start)) >= 0]
        if not ends:
            self._at = len(self._text)
            raise self._error(f"the closing “{closings[-1]}” of the phrase")
        self._at = min(ends) + 1
        return _phrase(self._text[start : min(ends)])

    def _atom(self, atom: str, start: int) -> Node | None:
        found = [fold(word.raw) for word in words(atom)]
        if inside := _STAR_INSIDE.search(atom):
            self._at = start + inside.start() + 1
            raise self._error("“*” at the end of a word alone")
        if atom.endswith("*"):
            if not found or (len(found[-1]) < _SHORTEST_PREFIX and not is_han(found[-1])):
                self._at = start
                raise self._error(f"at least {_SHORTEST_PREFIX} letters before “*”")
            last = Word(found[-1]) if is_han(found[-1]) else Prefix(found[-1])
            return _joined([*map(Word, found[:-1]), last])
        if not found:
            return None
        if atom.startswith("="):
            return _phrase(atom)
        if len(found) > 1 and "-" in atom and all(map(_can_join, found)):
            return AnyOf((_joined([*map(Word, found)]), Word(fold("".join(found)))))
        return _joined([*map(Word, found)])

    def _error(self, expected: str) -> ParseError:
        return ParseError(self._text, self._at, expected)


def _can_join(form: str) -> bool:
    """Tell whether a part of a word with hyphens may be written without them: Алма-Ата, Алмаата."""
    return form.isalpha() and not is_han(form)


def _joined(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else AllOf(tuple(nodes))


def _flat(node: Node) -> tuple[Node, ...]:
    return node.wanted if isinstance(node, AllOf) and not node.unwanted else (node,)


def _phrase(text: str) -> Node | None:
    """Return a phrase; of one word, that very form; Chinese letters stand one by one."""
    forms: list[str] = []
    for word in words(text):
        form = fold(word.raw)
        forms.extend(form if is_han(form) else [form])
    if len(forms) == 1:
        return Word(forms[0]) if is_han(forms[0]) else Exact(forms[0])
    return Phrase(tuple(forms)) if forms else None
