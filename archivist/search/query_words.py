"""The words of a query: folded, with wildcards, with `~`, in phrases."""

from __future__ import annotations

import re

from archivist.errors import ParseError
from archivist.search.folding import fold, has_han, is_han, spelt_out, words
from archivist.search.query_tree import (
    AllOf,
    AnyOf,
    Exact,
    Fuzzy,
    Node,
    Phrase,
    Prefix,
    Sounding,
    Wildcard,
    Word,
)

_WILD = re.compile(r"[\w'’ʼ*?]*[*?][\w'’ʼ*?]*")
_WILD_SIGNS = re.compile(r"([*?]+)")
_ONE_LETTER = re.compile(r"\?+\w")
_LIKENESS = re.compile(r"~(\d*)$")
_FEWEST_LETTERS = 2
_FEWEST_LIKE = 3
_MOST_EDITS = 2

_LONG = 6
"""A word of so many letters may be misread in two of them."""


def read_atom(text: str, atom: str, start: int) -> Node | None:
    """Read what stands between two spaces of a query, None when there is no word in it.

    Raises:
        ParseError: where a word with `*`, `?` or `~` has too few letters.
    """
    exact = atom.startswith("=")
    likeness = None if exact else _LIKENESS.search(atom)
    plain = atom[: likeness.start()] if likeness else atom
    if not exact and ("*" in plain or _ONE_LETTER.search(plain)):
        return _wild(text, plain.rstrip("?"), start)
    found = _word_forms(plain)
    if not found:
        if likeness:
            raise ParseError(text, start + likeness.start(), "a word before “~”")
        return None
    if exact:
        return phrase_of(forms_of(plain))
    nodes = [_word(word.raw) for word in words(plain)]
    if likeness:
        nodes[-1] = _like(text, found[-1], likeness[1], start + likeness.start())
    elif len(found) > 1 and "-" in plain and all(map(_can_join, found)):
        return AnyOf((_joined(nodes), Word(fold("".join(found)))))
    return _joined(nodes)


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; a run of Chinese letters is one."""
    return tuple(_word_forms(text))


def forms_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, Chinese letters one by one."""
    forms: list[str] = []
    for form in _word_forms(text):
        forms.extend(form if is_han(form) else [form])
    return tuple(forms)


def phrase_of(forms: tuple[str, ...]) -> Node | None:
    """Return a phrase; of one word, that very form; None of no words."""
    if len(forms) == 1:
        return Word(forms[0]) if is_han(forms[0]) else Exact(forms[0])
    return Phrase(forms) if forms else None


def sounding(node: Node) -> Node:
    """Return a tree in which each word of a name may be in any script and spelling."""
    match node:
        case AllOf(wanted, unwanted):
            return AllOf(tuple(map(sounding, wanted)), tuple(map(sounding, unwanted)))
        case AnyOf(parts):
            return AnyOf(tuple(map(sounding, parts)))
        case Word(form) | Exact(form) if not is_han(form):
            return Sounding(form)
        case Phrase(forms):
            return AllOf(tuple(sounding(Word(form)) for form in forms))
    return node


def exactly(node: Node) -> Node:
    """Return a tree in which each word is looked for in the very form that was typed."""
    match node:
        case AllOf(wanted, unwanted):
            return AllOf(tuple(map(exactly, wanted)), tuple(map(exactly, unwanted)))
        case AnyOf(parts):
            return AnyOf(tuple(map(exactly, parts)))
        case Word(form) if not is_han(form):
            return Exact(form)
    return node


def _like(text: str, form: str, edits: str, at: int) -> Node:
    if len(form) < _FEWEST_LIKE:
        raise ParseError(text, at, f"at least {_FEWEST_LIKE} letters before “~”")
    if edits and not 0 < int(edits[:9]) <= _MOST_EDITS:
        raise ParseError(text, at + 1, "1 or 2 letters that may differ after “~”")
    if is_han(form):
        return Word(form)
    return Fuzzy(form, int(edits) if edits else 1 + (len(form) >= _LONG))


def _wild(text: str, atom: str, start: int) -> Node:
    """Read words of which some have `*` or `?` in them."""
    nodes: list[Node] = []
    done = 0
    for found in _WILD.finditer(atom):
        nodes += map(Word, _word_forms(atom[done : found.start()]))
        nodes += _pattern(text, found[0], start + found.start())
        done = found.end()
    nodes += map(Word, _word_forms(atom[done:]))
    return _joined(nodes)


def _pattern(text: str, pattern: str, start: int) -> list[Node]:
    pieces = _WILD_SIGNS.split(pattern)
    forms = [_word_forms(piece) for piece in pieces[::2]]
    if any(map(has_han, pieces[::2])):  # a part of a run of Chinese letters is found anyway
        return [Word(form) for some in forms for form in some]
    pieces[::2] = map("".join, forms)
    if sum(map(len, pieces[::2])) < _FEWEST_LETTERS:
        raise ParseError(text, start, f"at least {_FEWEST_LETTERS} letters beside “*” or “?”")
    pieces[1::2] = ["?" * sign.count("?") + "*" * ("*" in sign) for sign in pieces[1::2]]
    whole = "".join(pieces)
    if whole.endswith("*") and not _WILD_SIGNS.search(whole[:-1]):
        return [Prefix(whole[:-1])]
    return [Wildcard(whole)]


def _word_forms(text: str) -> list[str]:
    return [fold(word.raw) for word in words(text)]


def _word(raw: str) -> Node:
    """Return a typed word; one with marks on its letters also as English writes it: Ežov, Ezhov."""
    form, other = Word(fold(raw)), spelt_out(raw)
    return AnyOf((form, Word(other))) if other else form


def _can_join(form: str) -> bool:
    """Tell whether a part of a word with hyphens may be written without them: Алма-Ата, Алмаата."""
    return form.isalpha() and not is_han(form)


def _joined(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else AllOf(tuple(nodes))
