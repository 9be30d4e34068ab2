"""The text of a style's file: its values read and changed one by one, the rest left as it is."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import tomli_w

from archivist.citation.style_files import parse_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Path = tuple[str, ...]
"""Where a value stands: the names of its tables, then its own (`("labels", "ru", "file")`)."""

_TABLE = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$")
_KEY = re.compile(
    r"""\s*((?:[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)\s*="""
)
_LONGEST = 200
"""No value of a style has more lines than this."""


def value_at(tables: Mapping[str, Any], path: Path) -> Any:  # noqa: ANN401 - whatever TOML can say
    """Return a value, None where there is none."""
    found: Any = tables
    for name in path:
        if not isinstance(found, dict) or name not in found:
            return None
        found = found[name]
    return found


def leaves(tables: Mapping[str, Any], above: Path = ()) -> Iterator[Path]:
    """Return where all values stand."""
    for name, value in tables.items():
        if isinstance(value, dict):
            yield from leaves(value, (*above, name))
        else:
            yield (*above, name)


def without(tables: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Return the tables without one value; a table that is empty then goes too."""
    name, *below = path
    rest = {key: value for key, value in tables.items() if key != name}
    inner = tables.get(name)
    if below and isinstance(inner, dict) and (kept := without(inner, tuple(below))):
        return {key: kept if key == name else tables[key] for key in tables}
    return rest


def line_of(text: str, path: Path) -> int:
    """Return the number of the line in which a value begins, 0 for none."""
    lines = text.splitlines()
    return next((at + 1 for at, found, _ in _values(lines) if found == path), 0)


def with_value(text: str, path: Path, value: Any) -> str:  # noqa: ANN401 - whatever TOML can say
    """Return the text with another value in one place; None takes the value away.

    Remarks and order are kept wherever TOML is written in its usual way.

    Raises:
        UnreadableFileError: when the text is no TOML.
    """
    tables = parse_tables("", text)
    wanted = _changed(tables, path, value)
    edited = _edited(text.splitlines(), path, value)
    try:
        if tomllib.loads(edited) == wanted:
            return edited
    except tomllib.TOMLDecodeError:
        pass
    return tomli_w.dumps(wanted)


def _changed(tables: Mapping[str, Any], path: Path, value: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    if value is None:
        return without(tables, path)
    name, *below = path
    inner = tables.get(name)
    if below:
        value = _changed(inner if isinstance(inner, dict) else {}, tuple(below), value)
    return {**tables, name: value}


def _edited(lines: list[str], path: Path, value: Any) -> str:  # noqa: ANN401 - as above
    found = next((span for span in _values(lines) if span[1] == path), None)
    fresh = [] if value is None else [_line(path[-1], value)]
    if found:
        lines = _tidied([*lines[: found[0]], *fresh, *lines[found[2] :]], path)
    elif fresh:
        lines = _added(lines, path, fresh[0])
    return "\n".join(lines).rstrip() + "\n"


def _added(lines: list[str], path: Path, line: str) -> list[str]:
    """Put a line at the end of its table, or with a new table at the end of the file."""
    at, there = 0, len(path) == 1
    for number, table in _tables(lines):
        if there:
            break
        there = table == path[:-1]
        at = number
    else:
        if not there:
            return [*lines, "", f"[{_dotted(path[:-1])}]", line]
        number = len(lines)
    while number > at and not lines[number - 1].strip():
        number -= 1
    return [*lines[:number], line, *lines[number:]]


def _tidied(lines: list[str], path: Path) -> list[str]:
    """Take away the head of a table that holds nothing any more."""
    heads = [number for number, table in _tables(lines) if table == path[:-1]]
    for head in heads:
        end = next((number for number, _ in _tables(lines) if number > head), len(lines))
        if not any(line.strip() for line in lines[head + 1 : end]):
            return [*lines[:head], *lines[end:]]
    return lines


def _tables(lines: list[str]) -> Iterator[tuple[int, Path]]:
    """Return where the tables begin."""
    for number, line in enumerate(lines):
        if head := _TABLE.match(line):
            yield number, _names(head[1])


def _values(lines: list[str]) -> Iterator[tuple[int, Path, int]]:
    """Return of each value its first line, its place, and the line behind its last."""
    table: Path = ()
    number = 0
    while number < len(lines):
        line, end = lines[number], number + 1
        if head := _TABLE.match(line):
            table = _names(head[1])
        elif key := _KEY.match(line):
            end = _end(lines, number)
            yield number, (*table, *_names(key[1])), end
        number = end


def _end(lines: list[str], start: int) -> int:
    """Return the line behind a value, which may run over several lines."""
    for end in range(start + 1, min(len(lines), start + _LONGEST) + 1):
        try:
            tomllib.loads("\n".join(lines[start:end]))
        except tomllib.TOMLDecodeError:
            continue
        return end
    return start + 1


def _names(dotted: str) -> Path:
    try:
        inner: Any = tomllib.loads(f"[{dotted}]")
    except tomllib.TOMLDecodeError:
        return ()
    names = []
    while inner:
        name, inner = next(iter(inner.items()))
        names.append(name)
    return tuple(names)


def _dotted(path: Path) -> str:
    return ".".join(
        name if re.fullmatch(r"[\w-]+", name, re.ASCII) else _quoted(name) for name in path
    )


def _quoted(value: Any) -> str:  # noqa: ANN401 - as above
    if isinstance(value, list):
        return f"[{', '.join(map(_quoted, value))}]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")


def _line(name: str, value: Any) -> str:  # noqa: ANN401 - as above
    return f"{_dotted((name,))} = {_quoted(value)}"
