"""A pasted list taken apart into its entries."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"\s*(?:[-*•·–—▪●]\s+)?(?:\[(?P<square>\d{1,4})\]|(?:№\s?)?(?P<plain>\d{1,4})[.)]|\((?P<round>\d{1,4})\))(?P<gap>\s*)(?=\S)"
)
_TABBED = re.compile(r"\s*(?P<plain>\d{1,4})\t+(?=\S)")
_BULLET = re.compile(r"\s*[-*•·–—▪●]\s+(?=\S)")
_PAGE = re.compile(r"\s*(?:\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]|\f)\s*$")
_LINES = re.compile(r"\r\n|[\r\n\v\u2028\u2029]")
_BROKEN_WORD = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_OPEN_RANGE = re.compile(r"\d[-–]$")
_OPEN_END = re.compile(r"https?://\S+[/–=?-]$")
_CLOSED = re.compile(r"[.!?)\]>…»”。_]\s*$|[^\W\d_]\s*$|\d\s*$")


def split_list(text: str) -> tuple[str, ...]:
    """Return the entries of a list as it was pasted, each on one line with its number.

    Entries are told by their numbers or bullets, else by empty lines, else each line is one. Lines
    that a PDF broke are joined, and so are words broken at the end of a line.
    """
    lines = [line.replace("\f", "").rstrip() for line in _LINES.split(text)]
    numbers = _numbers(lines)
    if len(numbers) > 1 or (numbers and len([line for line in lines if line.strip()]) == 1):
        return _joined(lines, set(numbers))
    bullets = [at for at, line in enumerate(lines) if _BULLET.match(line)]
    if len(bullets) > 1:
        return _joined(lines, set(bullets))
    return _unmarked(lines)


def entry_number(entry: str) -> tuple[int | None, int]:
    """Return the number of an entry and where its text begins."""
    match = _NUMBERED.match(entry) or _TABBED.match(entry)
    if match and _is_number(entry, match):
        groups = match.groupdict()
        number = next(value for value in groups.values() if value and value.isdecimal())
        return int(number), match.end()
    bullet = _BULLET.match(entry)
    return None, bullet.end() if bullet else len(entry) - len(entry.lstrip())


def _is_number(entry: str, match: re.Match[str]) -> bool:
    """Tell the number of an entry from a date or a Kazakh page (`12.05.2021`)."""
    plain = match.groupdict().get("plain")
    if not plain or match.re is _TABBED:
        return True
    following = entry[match.end()]
    return bool(match["gap"]) or not (following.isdecimal() or following == "-")


def _numbers(lines: list[str]) -> list[int]:
    """Return the lines that begin with a number which goes on counting."""
    found: list[int] = []
    last = 0
    for at, line in enumerate(lines):
        number, _ = entry_number(line) if line.strip() else (None, 0)
        if number is not None and (not found or last < number <= last + 3):
            found.append(at)
            last = number
    return found


def _joined(lines: list[str], begins: set[int]) -> tuple[str, ...]:
    entries: list[list[str]] = []
    for at, line in enumerate(lines):
        if at in begins:
            entries.append([line.strip()])
        elif entries and line.strip() and not _PAGE.match(line):
            entries[-1].append(line.strip())
    return tuple(_in_one_line(parts) for parts in entries)


def _unmarked(lines: list[str]) -> tuple[str, ...]:
    """Take lines without numbers: paragraphs between empty lines, or a line an entry."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if not line.strip():
            blocks.append([])
        elif not _PAGE.match(line):
            blocks[-1].append(line)
    blocks = [block for block in blocks if block]
    if len(blocks) > 1 and max(map(len, blocks)) > 1:
        return tuple(_in_one_line([line.strip() for line in block]) for block in blocks)
    entries: list[list[str]] = []
    for line in (line for block in blocks for line in block):
        hanging = line[:1].isspace() and entries and not entries[-1][0][:1].isspace()
        if hanging or (entries and not _CLOSED.search(entries[-1][-1]) and line.strip()):
            entries[-1].append(line.strip())
        else:
            entries.append([line])
    return tuple(_in_one_line([part.strip() for part in entry]) for entry in entries)


def _in_one_line(parts: list[str]) -> str:
    """Join the lines of an entry; a word broken at a line's end becomes whole again."""
    joined: list[str] = []
    for part, following in zip(parts, [*parts[1:], ""], strict=True):
        if _BROKEN_WORD.search(part) and following[:1].islower():
            joined.append(part[:-1])
        elif _OPEN_END.search(part) or (_OPEN_RANGE.search(part) and following[:1].isdigit()):
            joined.append(part)
        else:
            joined.append(f"{part} ")
    return "".join(joined).rstrip()
