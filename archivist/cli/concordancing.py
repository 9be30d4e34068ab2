"""`concordance`: words in their context, and how often they stand in which years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.cli.naming import path
from archivist.cli.searching import add_filters, filters_of
from archivist.services.searching import (
    LineGroups,
    LineOrder,
    grouped_lines,
    write_concordance,
    write_counts,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from archivist.cli.console import Console, Session
    from archivist.services.searching import Concordance, Frequency, Line

_WIDTH, _WIDEST = 60, 400


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("concordance", help="list words in their context and count them")
    command.add_argument("library", metavar="LIB", type=path)
    command.add_argument("query", metavar="QUERY")
    add_filters(command)
    command.add_argument("--width", metavar="N", type=int, default=_WIDTH)
    command.add_argument(
        "--sort", choices=[str(order) for order in LineOrder], default=str(LineOrder.REFERENCE)
    )
    command.add_argument("--group", choices=["period", "group"], default="", dest="grouped")
    command.add_argument("--limit", metavar="N", type=int)
    command.add_argument("--counts", action="store_true", help="write the counts alone")
    out = command.add_mutually_exclusive_group()
    out.add_argument("--json", action="store_true", help="write one JSON object")
    out.add_argument("-o", metavar="FILE", dest="target", type=path, help="a .csv or .docx file")
    command.set_defaults(run=_concordance, fail=command.error)


def _concordance(words: argparse.Namespace, session: Session) -> int:
    if not 1 <= words.width <= _WIDEST:
        words.fail(f"--width must be from 1 to {_WIDEST}")
    if words.limit is not None and words.limit < 1:
        words.fail("--limit must be 1 or more")
    with session.searching(words.library) as library:
        filters = filters_of(words, library)
        found: Concordance = session.console.run(
            library.searching.concordance(words.query, filters, width=words.width)
        )
    grouped = LineGroups(words.grouped)
    lines = found.sorted(LineOrder(words.sort))[: words.limit]
    if words.target and words.counts:
        write_counts(found, words.target)
    elif words.target:
        write_concordance(found, lines, words.target, grouped)
    elif words.json:
        session.console.give(_as_json(found, () if words.counts else lines))
        return 0
    else:
        _tell(found, () if words.counts else lines, grouped, session.console)
    session.console.say(_summary(found))
    return 0


def _as_json(found: Concordance, lines: Iterable[Line]) -> dict[str, Any]:
    return {
        "total": found.total,
        "pages": found.whole.pages,
        "sources": found.sources,
        "words": found.whole.words,
        "per_thousand": round(found.whole.per_thousand, 4),
        "years": _counts_as_json(found.years),
        "periods": _counts_as_json(found.periods),
        "groups": _counts_as_json(found.groups),
        "lines": [_line_as_json(line) for line in lines],
    }


def _counts_as_json(frequencies: Iterable[Frequency]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "occurrences": one.occurrences,
            "words": one.words,
            "per_thousand": round(one.per_thousand, 4),
        }
        for one in frequencies
    ]


def _line_as_json(line: Line) -> dict[str, Any]:
    return {
        "left": line.left,
        "word": line.word,
        "right": line.right,
        "source_id": line.source.id,
        "source": line.source.title,
        "date": line.source.date,
        "year": line.source.year,
        "period": line.source.period,
        "group": line.source.group,
        "page": line.page,
        "sheet": line.sheet,
        "reference": line.reference,
        **({"layer": line.layer} if line.layer else {}),
    }


def _tell(found: Concordance, lines: Sequence[Line], grouped: LineGroups, console: Console) -> None:
    """Write the lines for a reader, the words below each other, then the counts of the years."""
    counted = {one.name: one for one in found.counted(grouped)}
    width = max((len(line.left) for line in lines), default=0)
    most = max((len(line.word) + len(line.right) for line in lines), default=0)
    for name, some in grouped_lines(lines, grouped, counted):
        if grouped:
            one = counted[name]
            console.say(f"{name or 'none'}: {one.occurrences}, {_rate(one)}")
        for line in some:
            where = line.reference or line.source.title
            where = where if line.sheet else f"{where}, page {line.page}"
            where = f"[{line.layer}] {where}" if line.layer else where
            right = f"{line.word}»{line.right}"
            console.say(f"{line.left:>{width}}«{right:<{most + 1}}  {line.source.date}  {where}")
    for year in found.years:
        if year.occurrences:
            console.say(f"{year.name or 'no year':>9}  {year.occurrences:>7}  {_rate(year)}")


def _rate(one: Frequency) -> str:
    return f"{one.per_thousand:.3f} per 1,000 words"


def _summary(found: Concordance) -> str:
    whole = found.whole
    cut = f" The first {len(found.lines)} are listed." if found.total > len(found.lines) else ""
    return (
        f"{found.total} found on {_several(whole.pages, 'page')} of "
        f"{_several(found.sources, 'source')}, "
        f"{_rate(whole)}.{cut}"
    )


def _several(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
