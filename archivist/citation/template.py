"""Templates of citation styles: text with fields, optional groups and italics.

    {authors}<. {title}>< // {container}>< ({volume}, {@pages})| ({@pages})>. *{series}*

`{name}` prints a field, `{@name}` the field with its word ("С. 5" for "5"), `{^name}` the field
with a capital at its beginning (documents in archives alone have it). A group in `<…>` prints
when each of its own fields has something to print; `|` parts choices, of which the first that can
print does. `*` turns italics on and off, a backslash takes the meaning from the sign after it.

Punctuation takes care of itself: a stop is not doubled, and nothing begins with a separator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.library.richtext import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archivist.library.richtext import RichText


@dataclass(frozen=True, slots=True)
class Literal:
    """Text of the style itself."""

    text: str
    italic: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A place for something of the source; `name` begins with `@` for the field with its word."""

    name: str
    italic: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Choices, of which the first that can print does."""

    choices: tuple[Template, ...]


Template = tuple[Literal | Field | Group, ...]

_TOKEN = re.compile(r"\\(?P<escaped>.)|\{(?P<field>[@^]?\w+)\}|(?P<sign>[<|>*{}])", re.DOTALL)
_SEPARATORS = " .,:;/–—-"
_STOPS = ".…?!"
_DEEPEST = 20


def parse_template(text: str) -> Template:
    """Read a template.

    Raises:
        ParseError: where a group or a field is not closed, a sign stands outside a group, or groups
            lie too deep in each other.
    """
    return _Parser(text).parse()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._italic = False
        self._depth = 0

    def parse(self) -> Template:
        return self._choices(inside=False)[0]

    def _choices(self, *, inside: bool) -> list[Template]:
        """Read choices up to the `>` that closes them (`inside` a group), or to the end."""
        choices: list[list[Literal | Field | Group]] = [[]]
        while token := _TOKEN.search(self._text, self._position):
            if token.start() > self._position:
                choices[-1].append(
                    Literal(self._text[self._position : token.start()], self._italic)
                )
            self._position = token.end()
            if not inside and token["sign"] in ("|", ">"):
                raise ParseError(self._text, token.start(), "a < before this sign")
            if token["sign"] == ">":
                return [tuple(choice) for choice in choices]
            if token["sign"] == "|":
                choices.append([])
            elif piece := self._piece(token):
                choices[-1].append(piece)
        if inside:
            raise ParseError(self._text, len(self._text), "a > that closes the group")
        if self._position < len(self._text):
            choices[-1].append(Literal(self._text[self._position :], self._italic))
        return [tuple(choice) for choice in choices]

    def _piece(self, token: re.Match[str]) -> Literal | Field | Group | None:
        if token["escaped"]:
            return Literal(token["escaped"], self._italic)
        if token["field"]:
            return Field(token["field"], self._italic)
        if token["sign"] == "<":
            return self._group(token.start())
        if token["sign"] != "*":
            raise ParseError(self._text, token.start(), "a field such as {title}")
        self._italic = not self._italic
        return None

    def _group(self, position: int) -> Group:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ParseError(self._text, position, "fewer groups within each other")
        group = Group(tuple(self._choices(inside=True)))
        self._depth -= 1
        return group


def field_names(template: Template) -> Iterator[str]:
    """Yield the names of the fields of a template, without `@` and `^`."""
    for node in template:
        if isinstance(node, Field):
            yield node.name.lstrip("@^")
        elif isinstance(node, Group):
            for choice in node.choices:
                yield from field_names(choice)


class Line:
    """A line being written, which keeps its punctuation in order."""

    def __init__(self) -> None:
        self._runs: list[Run] = []

    def separate(self, text: str, *, italic: bool = False) -> None:
        """Add text of the style: no separator at the beginning, no stop after a stop."""
        if not self._runs:
            text = text.lstrip(_SEPARATORS)
        elif text.startswith(".") and self._runs[-1].text[-1] in _STOPS:
            text = text[1:]
        self.add((Run(text=text, italic=italic),))

    def add(self, text: RichText, *, italic: bool = False) -> None:
        """Add a text of the source as it stands, in italics too if wanted."""
        for run in text:
            if not run.text:
                continue
            style = (run.italic or italic, run.bold, run.superscript, run.link)
            last = self._runs[-1] if self._runs else None
            if last and style == (last.italic, last.bold, last.superscript, last.link):
                self._runs.pop()
                joined = last.text + run.text
            else:
                joined = run.text
            self._runs.append(
                Run(
                    text=joined, italic=style[0], bold=run.bold, superscript=style[2], link=style[3]
                )
            )

    def text(self) -> RichText:
        """Return what was written."""
        return tuple(self._runs)


def render(template: Template, value: Callable[[str], RichText]) -> RichText:
    """Print a template; `value` gives what a field prints, nothing when there is none."""
    line = Line()
    _print(template, value, line)
    return line.text()


def ended(text: RichText, end: str = ".") -> RichText:
    """Return a text with a stop at its end, if it has none yet."""
    line = Line()
    line.add(text)
    if text:
        line.separate(end)
    return line.text()


def unseparated(text: RichText) -> RichText:
    """Return a text without the separators at its end, which nothing followed."""
    if not text or not text[-1].text.endswith((" ", ",", ";", ":")):
        return text
    last = replace(text[-1], text=text[-1].text.rstrip(" ,;:"))
    return (*text[:-1], last) if last.text else unseparated(text[:-1])


def spaced(template: Template) -> Template:
    """Return a template with a space after each sign that ends a text of the style."""
    nodes: list[Literal | Field | Group] = []
    for node in template:
        if isinstance(node, Group):
            nodes.append(Group(tuple(spaced(choice) for choice in node.choices)))
        elif isinstance(node, Literal) and node.text.endswith((".", ":", ",")):
            nodes.append(replace(node, text=f"{node.text} "))
        else:
            nodes.append(node)
    return tuple(nodes)


def capitalised(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def joined(parts: list[str], between: str) -> str:
    """Join plain texts, no stop after a stop."""
    text = ""
    for part in parts:
        if text and part:
            text += between[1:] if between[:1] == "." and text[-1] in _STOPS else between
        text += part
    return text


def _print(template: Template, value: Callable[[str], RichText], line: Line) -> None:
    for node in template:
        if isinstance(node, Literal):
            line.separate(node.text, italic=node.italic)
        elif isinstance(node, Field):
            line.add(value(node.name), italic=node.italic)
        else:
            for choice in node.choices:
                if all(value(part.name) for part in choice if isinstance(part, Field)):
                    _print(choice, value, line)
                    break
