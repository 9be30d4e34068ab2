"""`search`: pages, sources, notes and sections that hold the words of a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.cli.console import read_text
from archivist.cli.naming import check_tag, language, path
from archivist.errors import NotFoundError, ParseError
from archivist.services.searching import Filters, Order, Part

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from archivist.cli.console import Console, Session
    from archivist.services.searching import Explained, Hit, Results
    from archivist.services.workspace import Workspace

_FACETS_TOLD = 10
"""So many values of a field are told to a reader; JSON has all."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("search", help="find words in all their forms")
    command.add_argument("library", metavar="LIB", type=path)
    command.add_argument("query", metavar="QUERY", nargs="?")
    command.add_argument(
        "--queries", metavar="FILE", help="one query a line (“-”: standard input); JSON lines out"
    )
    command.add_argument("--limit", metavar="N", type=int, default=20)
    command.add_argument(
        "--sort", choices=[str(order) for order in Order], default=str(Order.RELEVANCE)
    )
    command.add_argument("--exact", action="store_true", help="words in the forms typed alone")
    command.add_argument("--facets", action="store_true", help="count by archive, year, tag …")
    command.add_argument("--explain", action="store_true", help="tell what the query was taken as")
    command.add_argument("--group", metavar="G", action="append", default=[])
    add_filters(command)
    command.add_argument("--json", action="store_true", help="write one JSON object")
    command.set_defaults(run=_search, fail=command.error)


def add_filters(command: argparse.ArgumentParser) -> None:
    """Add the options that narrow what is searched; one of several values is enough."""
    command.add_argument("--archive", metavar="A", action="append", default=[])
    command.add_argument("--tag", metavar="T", action="append", default=[])
    command.add_argument("--lang", metavar="L", type=language, action="append", default=[])
    command.add_argument("--from", metavar="YEAR", type=int, dest="from_year")
    command.add_argument("--to", metavar="YEAR", type=int, dest="to_year")


def _search(words: argparse.Namespace, session: Session) -> int:
    if (words.query is None) == (words.queries is None):
        words.fail("give either a QUERY or --queries FILE")
    if words.limit < 1:
        words.fail("--limit must be 1 or more")
    queries = None if words.queries is None else read_text(words.queries).splitlines()
    with session.searching(words.library) as library:
        filters = filters_of(words, library, words.group)
        if queries is not None:
            return _answer_all(queries, library, filters, words, session.console)
        try:
            results, parts = _answer(words.query, library, filters, words)
        except ParseError as error:
            session.console.point(error.text, error.position)
            raise
    if words.json:
        session.console.give(_as_json(results, parts))
    else:
        _tell(results, parts, session.console)
    return 0


def _answer(
    query: str, library: Workspace, filters: Filters, words: argparse.Namespace
) -> tuple[Results, tuple[Explained, ...] | None]:
    """Return the results of a query, and its parts where they are to be explained."""
    part = Part(
        limit=words.limit,
        order=Order(words.sort),
        facets=words.facets,
        exact=words.exact,
        complete=True,
    )
    results = library.searching.find(query, filters, part)
    if not words.explain:
        return results, None
    return results, library.searching.explain(query, filters, exact=words.exact)


def filters_of(
    words: argparse.Namespace, library: Workspace, groups: Sequence[str] = ()
) -> Filters:
    """Return the filters that the options ask for; what makes no sense is refused."""
    for tag in filter(None, words.tag):
        check_tag(library, tag)
    if None not in (words.from_year, words.to_year) and words.to_year < words.from_year:
        words.fail("--to lies before --from")
    return Filters(
        archives=tuple(filter(None, words.archive)),
        groups=tuple(filter(None, groups)),
        tags=tuple(filter(None, words.tag)),
        languages=tuple(filter(None, words.lang)),
        from_year=words.from_year,
        to_year=words.to_year,
    )


def _answer_all(
    queries: list[str],
    library: Workspace,
    filters: Filters,
    words: argparse.Namespace,
    console: Console,
) -> int:
    """Write one line of JSON for each query, so that line n answers query n."""
    failed = False
    for query in queries:
        try:
            console.give(_as_json(*_answer(query, library, filters, words)))
        except (ParseError, NotFoundError) as error:
            failed = True
            console.complain(str(error))
            place = {"position": error.position} if isinstance(error, ParseError) else {}
            console.give({"error": str(error), **place})
    return 1 if failed else 0


def _as_json(results: Results, parts: tuple[Explained, ...] | None) -> dict[str, Any]:
    given: dict[str, Any] = {
        "total": results.total,
        "hits": [_hit_as_json(hit) for hit in results.hits],
        "seconds": round(results.seconds, 4),
    }
    if results.also:
        given["also"] = {name: list(others) for name, others in results.also.items()}
    if results.facets:
        given["facets"] = {
            field: [
                {"value": value.value, "label": value.label, "count": value.count}
                for value in values
            ]
            for field, values in results.facets.items()
        }
    if parts is not None:
        given["understood"] = results.understood
        given["explain"] = [
            {"part": part.part, "meaning": part.meaning, "words": list(part.words)}
            for part in parts
        ]
    return given


def _hit_as_json(hit: Hit) -> dict[str, Any]:
    return {
        "source_id": hit.source_id,
        "source": hit.source,
        "kind": hit.kind,
        "page": hit.page,
        "sheet": hit.sheet,
        "reference": hit.reference,
        "score": round(hit.score, 4),
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
        **({"layer": hit.layer} if hit.layer else {}),
    }


def _tell(results: Results, parts: tuple[Explained, ...] | None, console: Console) -> None:
    """Write the hits for a reader, the found words between « and »."""
    for part in parts or ():
        told = ", ".join(part.words)
        console.say(f"{part.part}: {part.meaning}{f': {told}' if told else ''}")
    for hit in results.hits:
        page = f", page {hit.page}" if hit.page else ""
        console.say(f"{hit.source_id}  {hit.source}{page}  {hit.reference}".rstrip())
        layer = f"[{hit.layer}] " if hit.layer else ""
        console.say(f"    {layer}{marked(hit.snippet, hit.marks)}")
    for field, values in results.facets.items():
        if values:
            told = ", ".join(f"{value.label} {value.count}" for value in values[:_FACETS_TOLD])
            console.say(f"{field}: {told}{', …' * (len(values) > _FACETS_TOLD)}")
    console.say(f"{results.total} found in {results.seconds * 1000:.0f} ms. {results.understood}")


def marked(snippet: str, marks: Sequence[tuple[int, int]]) -> str:
    """Return a snippet on one line, what was found in it between « and »."""
    for start, end in reversed(marks):
        snippet = f"{snippet[:start]}«{snippet[start:end]}»{snippet[end:]}"
    return " ".join(snippet.split())
