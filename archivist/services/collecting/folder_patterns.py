"""From folders to the tree: a pattern such as `{archive}/{fund}/{series}/{file}/*`.

A pattern says of each folder on the way to a file what its name names. A name may carry the word of
its level (`Ф.5-Н`, `fond 5-H`, `op1`) and, after the number, the title of the unit
(`Д. 5059 Переписка с посольством`). `{reference}` is a whole reference in one name (`897-4-13`,
`Ф.897 Оп.4 Д.13 Переписка`), `*` any part of a name, `**` any folders. What the pattern does not
name is taken from the place under which the files are imported.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.library.archive import LEVEL_WORDS
from archivist.library.references import Level, UnitKind, parse_sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEVELS = (UnitKind.FUND, UnitKind.SERIES, UnitKind.FILE)
_KINDS = {kind.value: kind for kind in _LEVELS}
_TEXTS = ("archive", "title", "group", "tag")
_FIELDS = (*_TEXTS, *_KINDS, "reference", "sheet", "date")

_TOKEN = re.compile(r"\{(?P<field>[^{}]*)\}|(?P<wild>\*|\?)|(?P<brace>[{}])")
_SEPARATOR = r"[\s._,;–—-]*"
_NUMBER = r"(?:[^\W\d_]{1,3}[-\s]?)?\d+(?:-?[^\W\d_]{1,3}(?![^\W_]))?"
_DATE = r"\d{4}(?:[-._]\d{2}(?:[-._]\d{2})?)?"
_WORDS = {kind: words for kind, words in LEVEL_WORDS if kind in _LEVELS}
_LABELS = {kind: rf"(?:(?:{words})(?![^\W\d_]){_SEPARATOR})" for kind, words in _WORDS.items()}
_NO_LABEL = rf"(?!{'|'.join(_LABELS.values())})"
_NAME = r"(?:\s*[\s._,;–—-]\s*(?P<{field}_name>[^\d\s._,;–—-].*?))?"
_ONE_OF_REFERENCE = re.compile(
    "|".join(rf"(?P<{kind.value}>{label})" for kind, label in _LABELS.items()), re.IGNORECASE
)
_BEFORE_TITLE = re.compile(r"[\s._,;–—-]+(?=[^\d\s._,;–—-])")
_DAY = re.compile(
    r"(?:19|20)\d\d([-._]?)(?:0\d|1[0-2])\1(?:[0-2]\d|3[01])(?!\d)"
    r"|(?:[0-2]\d|3[01])([-._])(?:0\d|1[0-2])\2(?:19|20)\d\d(?!\d)"
)
"""The day of a photograph or of a journey, as cameras and people name folders: no reference."""

_ENDING = re.compile(r"\.[a-z0-9]{1,5}$", re.IGNORECASE)
_FEWEST, _MOST = 2, 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """What the names of the folders say of a file; "" and () for what they do not say."""

    archive: str = ""
    levels: tuple[Level, ...] = ()
    sheet: str = ""
    title: str = ""
    date: str = ""
    group: str = ""
    tag: str = ""


class FolderPattern:
    """A pattern that was read; `text` is how it was written."""

    def __init__(self, text: str, segments: Sequence[re.Pattern[str] | None]) -> None:
        """Use `parse_pattern`; a segment None stands for any folders."""
        self.text = text
        self._segments = tuple(segments)
        self._parts = tuple(part.strip() for part in _body(text).split("/"))

    @property
    def by_folder(self) -> bool:
        """Tell whether all files of one folder are placed alike, whatever they are called."""
        return self._parts[-1] in {"*", "**"}

    def names(self, kind: UnitKind) -> bool:
        """Tell whether the pattern names units of a kind."""
        return any(f"{{{field}}}" in self.text for field in (kind.value, "reference"))

    def place(self, parts: Sequence[str]) -> Placed | None:
        """Return what the parts of a path say, the file's name last; None when they do not fit."""
        found = _matched(self._segments, tuple(parts))
        return None if found is None else _placed(found)

    def fault(self, parts: Sequence[str]) -> str:
        """Say why the parts of a path do not fit; only where they do not."""
        if None in self._segments:
            return "no folder on the way to it fits the pattern"
        for text, segment, part in zip(self._parts, self._segments, parts, strict=False):
            if segment is None or (text == "*" and part is parts[-1]):
                continue
            if part is parts[-1] and len(parts) < len(self._segments):
                break
            if _fitting(segment, part, last=part is parts[-1]) is None:
                return f"“{part}” does not fit “{text}”"
        folders, wanted = len(parts) - 1, len(self._segments) - 1
        if folders != wanted:
            deep = "1 folder" if folders == 1 else f"{folders or 'no'} folders"
            return f"it lies in {deep}, and the pattern has {wanted}"
        found = _matched(self._segments, tuple(parts)) or {}
        if "reference" in found and not titled_reference(found["reference"]):
            return f"“{found['reference']}” is no reference such as 897-4-13"
        return f"“{found.get('sheet', '')}” is no sheet"


def parse_pattern(text: str) -> FolderPattern:
    """Read a pattern.

    Raises:
        ParseError: where a field is not known, named twice, or a part is empty.
    """
    seen: set[str] = set()
    segments: list[re.Pattern[str] | None] = []
    position = 0
    for part in _body(text).split("/"):
        if not part.strip():
            raise ParseError(text, position, "a name or a field between two slashes")
        segments.append(None if part.strip() == "**" else _segment(text, position, part, seen))
        position += len(part) + 1
    if segments[-1] is None:
        segments.append(re.compile(".*"))
    if not seen & {*_FIELDS}:
        raise ParseError(text, 0, "at least one field, such as {file}")
    if "reference" in seen and seen & {*_KINDS}:
        raise ParseError(
            text, text.find("{reference}"), "either {reference} or its parts, not both"
        )
    return FolderPattern(text, segments)


def guess_pattern(paths: Iterable[Sequence[str]]) -> str:
    """Return a pattern that the folders of some files speak for, "" when they say nothing.

    Each path is the names of the folders, the file's name last.
    """
    shapes = Counter(tuple(_shape(name) for name in parts[:-1]) for parts in paths)
    if not shapes:
        return ""
    shape = max(shapes, key=lambda one: (shapes[one] * bool(any(one)), sum(map(bool, one))))
    fields = list(_by_position(shape))
    named = [place for place, field in enumerate(fields) if field not in {"", "*"}]
    if not named:
        return ""
    if (first := named[0]) > 0 and fields[first] in {"fund", "reference"}:
        fields[first - 1] = "archive"
    return "/".join([*(f"{{{field}}}" if field not in {"", "*"} else "*" for field in fields), "*"])


def _segment(text: str, position: int, part: str, seen: set[str]) -> re.Pattern[str]:
    """Return the expression of one part of a pattern, from slash to slash."""
    expression, at = "", 0
    for token in _TOKEN.finditer(part):
        expression += _literal(part[at : token.start()])
        field, at = token["field"], token.end()
        if token["brace"]:
            raise ParseError(text, position + token.start(), "a field such as {fund}")
        if token["wild"]:
            expression += ".*?" if token["wild"] == "*" else "."
            continue
        if field not in _FIELDS:
            known = ", ".join(f"{{{name}}}" for name in _FIELDS)
            raise ParseError(text, position + token.start(), f"one of {known}")
        if field in seen:
            raise ParseError(text, position + token.start(), "each field once only")
        seen.add(field)
        expression += _expression(field, last=at == len(part))
    return re.compile(expression + _literal(part[at:]), re.IGNORECASE)


def _body(text: str) -> str:
    return text.strip().replace("\\", "/").strip("/")


def _literal(text: str) -> str:
    return re.sub(r"(?:\\?[\s_])+", r"[\\s_]+", re.escape(text))


def _expression(field: str, *, last: bool) -> str:
    """Return what a field stands for in a name; a level that stands last may have a title."""
    if field in _KINDS:
        name = _NAME.format(field=field) if last else ""
        label = _LABELS[_KINDS[field]]
        return rf"{label}?(?:№\s*)?(?P<{field}>{_NO_LABEL}{_NUMBER}){name}"
    return rf"(?P<{field}>{_DATE if field == 'date' else r'[^/]+?'})"


def _matched(
    segments: tuple[re.Pattern[str] | None, ...], parts: tuple[str, ...]
) -> dict[str, str] | None:
    """Return what the fields of segments stand for in the parts of a path."""
    if not segments or not parts:
        return None if segments or parts else {}
    first = segments[0]
    if first is None:
        for skipped in range(len(parts)):
            if (rest := _matched(segments[1:], parts[skipped:])) is not None:
                return rest
        return None
    found = _fitting(first, parts[0], last=len(parts) == 1)
    if found is None:
        return None
    rest = _matched(segments[1:], parts[1:])
    own = {field: value.strip() for field, value in found.groupdict().items() if value}
    return None if rest is None else own | rest


def _fitting(segment: re.Pattern[str], part: str, *, last: bool) -> re.Match[str] | None:
    """Match a name; that of a file, which stands last, may be meant without its ending."""
    found = segment.fullmatch(_ENDING.sub("", part).strip()) if last else None
    return found or segment.fullmatch(part.strip())


def _placed(found: dict[str, str]) -> Placed | None:
    """Return the values of fields; None when what should be a reference or a sheet is none."""
    levels: tuple[Level, ...] = tuple(
        Level(kind=kind, number=_number(found[name]), name=found.get(f"{name}_name", ""))
        for name, kind in _KINDS.items()
        if name in found
    )
    if "reference" in found:
        levels = titled_reference(found["reference"])
        if not levels:
            return None
    try:
        parse_sheets(found.get("sheet", ""))
    except ParseError:
        return None
    rest = {field: found[field] for field in (*_TEXTS, "sheet") if field in found}
    return Placed(levels=levels, date=re.sub("[._]", "-", found.get("date", "")), **rest)


def reference_in(name: str) -> tuple[Level, ...]:
    """Return the levels that one name holds (`897-4-13`, `Ф.5-Н Оп.1 Д.5059`), () for none.

    Numbers without words are fund, series and file, two of them fund and file.
    """
    levels: list[tuple[UnitKind | None, str]] = []
    at = 0
    while at < len(name):
        label = _ONE_OF_REFERENCE.match(name, at)
        number = re.compile(_NUMBER).match(name, label.end() if label else at)
        if number is None or (levels and len(levels) == _MOST):
            return ()
        kind = _KINDS[label.lastgroup] if label and label.lastgroup else None
        levels.append((kind, number[0]))
        after = re.compile(r"[\s._,;–—-]+").match(name, number.end())
        at = after.end() if after else number.end()
        if not after and at < len(name):
            return ()
    return _named(levels)


def titled_reference(name: str) -> tuple[Level, ...]:
    """Return the levels that a name holds, that of a file with the title behind it, () for none."""
    if levels := reference_in(name):
        return levels
    for found in reversed(list(_BEFORE_TITLE.finditer(name))):
        levels = reference_in(name[: found.start()])
        if levels and levels[-1].kind is UnitKind.FILE:
            return (*levels[:-1], replace(levels[-1], name=name[found.end() :].strip()))
    return ()


def _named(levels: Sequence[tuple[UnitKind | None, str]]) -> tuple[Level, ...]:
    """Return the levels of numbers, whose words are all there or all missing."""
    kinds = [kind for kind, _ in levels]
    if not any(kinds) and _FEWEST <= len(levels) <= _MOST:
        kinds = list(_LEVELS if len(levels) == _MOST else (UnitKind.FUND, UnitKind.FILE))
    if not kinds or len(set(kinds)) != len(levels) or None in kinds:
        return ()
    found = [
        Level(kind=kind, number=_number(number))
        for kind, (_, number) in zip(kinds, levels, strict=True)
        if kind
    ]
    return tuple(sorted(found, key=lambda level: _LEVELS.index(level.kind)))


def _number(text: str) -> str:
    return " ".join(text.split())


def _shape(name: str) -> str:
    """Return what the name of a folder looks like: a field, "*" for a number alone, "" for else."""
    for kind, label in _LABELS.items():
        if re.fullmatch(rf"{label}(?:№\s*)?{_NUMBER}(?:[\s._,;–—-].*)?", name, re.IGNORECASE):
            several = len(titled_reference(name)) > 1
            return "reference" if several else kind.value
    if _DAY.match(name):
        return ""
    if len(titled_reference(name)) == _MOST:
        return "reference"
    return "*" if re.fullmatch(_NUMBER, name) else ""


def _by_position(shape: Sequence[str]) -> Iterable[str]:
    """Yield fields for the folders of a path; the last numbers alone are fund, series, file."""
    bare = [place for place, field in enumerate(shape) if field == "*"]
    free = [kind.value for kind in _LEVELS if kind.value not in shape]
    if "reference" in shape or len(bare) > len(free):
        yield from shape
        return
    fields = dict(zip(bare, free[len(free) - len(bare) :], strict=True))
    for place, field in enumerate(shape):
        yield fields.get(place, field)
