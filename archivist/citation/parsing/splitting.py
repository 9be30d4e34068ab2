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
_OPEN_LABEL = re.compile(
    r"(?:^|[^\d\s]\s+)(?:ф|оп|д|лл?|т|с|п|ч|кн|вып|хр|спр|арк|қ|і|f|op|d|ll?|pp?|vol|no)\.?$|№$",
    re.IGNORECASE,
)
"""The end of a line that a number must follow, which is no number of an entry then."""

_ENDED = re.compile(r"[.!?>…。][”»)]?\s*$")
_NEARLY, _MOST, _HALF = 0.7, 0.75, 0.5
_A_FEW, _A_PAGE = 3, 400
_CLOSED = re.compile(r"[.!?)\]>…»”。_]\s*$|[^\W\d_]\s*$|\d\s*$")


def split_list(text: str) -> tuple[str, ...]:
    """Return the entries of a list as it was pasted, each on one line with its number.

    Entries are told by their numbers or bullets, else by empty lines, else each line is one. Lines
    that a PDF broke are joined, and so are words broken at the end of a line.
    """
    lines = _in_one_column([line.replace("\f", "").rstrip() for line in _LINES.split(text)])
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
    """Return the lines that begin with a number which goes on counting, or begins anew at 1."""
    numbered = [
        (at, number)
        for at, line in enumerate(lines)
        if line.strip() and (number := entry_number(line)[0]) is not None
        if not (at and _OPEN_LABEL.search(lines[at - 1]))
    ]
    found: list[int] = []
    last = 0
    for (at, number), (_, later) in zip(numbered, [*numbered[1:], (0, 0)], strict=False):
        anew = number == 1 and later == 2  # noqa: PLR2004 - it goes on counting
        if not found or anew or last < number <= last + 3:
            found.append(at)
            last = number
    return found


def _joined(lines: list[str], begins: set[int]) -> tuple[str, ...]:
    entries: list[list[str]] = []
    last = max(begins)
    for at, line in enumerate(lines):
        over = at > last and not lines[at - 1].strip() and _ENDED.search(entries[-1][-1])
        if at in begins or (over and line.strip() and not _PAGE.match(line)):
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
    plain = [line for block in blocks for line in block]
    width = _broken_width(plain)
    for line in plain:
        hanging = line[:1].isspace() and entries and not entries[-1][0][:1].isspace()
        last = entries[-1][-1] if entries else ""
        broken = last and width and not _ENDED.search(last)
        broken = broken and (len(last) >= width or line[:1].islower())
        if hanging or broken or (last and not _CLOSED.search(last)):
            entries[-1].append(line.strip())
        else:
            entries.append([line])
    return tuple(_in_one_line([part.strip() for part in entry]) for entry in entries)


def _broken_width(lines: list[str]) -> float:
    """Return how long lines are that a page broke, 0 where each line is an entry of its own.

    Nearly all lines that end in the midst of a sentence reach about as far.
    """
    widest = _NEARLY * max(map(len, lines), default=0)
    open_lines = [len(line) >= widest for line in lines if not _ENDED.search(line)]
    whole = len(open_lines) in {0, 1, len(lines)}
    return 0 if whole or sum(open_lines) < _MOST * len(open_lines) else widest


def _in_one_column(lines: list[str]) -> list[str]:
    """Put the right one of two columns below the left one."""
    full = [line for line in lines if line.strip()]
    if not _A_FEW <= len(full) <= _A_PAGE:
        return lines
    gap = _gutter(full) if max(map(len, full)) <= _A_PAGE else None
    if gap is None:
        return lines
    return [line[: gap[0]].rstrip() for line in lines] + [line[gap[1] :] for line in lines]


def _gutter(lines: list[str]) -> tuple[int, int] | None:
    """Return where the blank strip between two columns begins and ends."""
    width = max(map(len, lines))
    blank = "".join(
        " " if all(line[at : at + 1] in {"", " "} for line in lines) else "x" for at in range(width)
    )
    strip = max(re.finditer(r"(?<=x)\s{3,}(?=x)", blank), key=lambda one: len(one[0]), default=None)
    if not strip:
        return None
    both = [line for line in lines if len(line) > strip.end() and line[: strip.start()].strip()]
    left = sum(len(line[: strip.start()].split()) > _A_FEW for line in both)
    return strip.span() if min(len(both), left * 2) > len(lines) * _HALF else None


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
