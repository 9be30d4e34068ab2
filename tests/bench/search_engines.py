"""The two indexes that are measured: ours, and SQLite's FTS5 fed with the same stems as text."""

from __future__ import annotations

import random
import re
import resource
import sqlite3
import time
from collections import Counter
from typing import TYPE_CHECKING

from archivist.search.analyzers import Analysis
from archivist.search.codec.layout import SUFFIX
from archivist.search.codec.sections import Sections
from archivist.search.folding import fold
from archivist.search.index import Index, Wanted
from archivist.search.met_words import MetWords
from archivist.search.query import parse_query
from archivist.search.schema import Document
from archivist.search.snippets import Highlighter
from archivist.search.writer import IndexWriter
from archivist.search.writing import Bindery

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from search_corpus import Page

    from archivist.search.query_tree import Query

_TAGS, _LIMIT, _AT_ONCE, _COMMIT = 50, 20, 100, 10_000


def lay_shelf(file: Path, pages: Iterable[Page]) -> sqlite3.Connection:
    """Put pages and their sources, with years and tags, into a database, as a library has them."""
    shelf = sqlite3.connect(file)
    shelf.executescript(
        "CREATE TABLE page(id INTEGER PRIMARY KEY, source INT, text TEXT);"
        "CREATE TABLE source(id INTEGER PRIMARY KEY, year INT, language TEXT, tag INT);"
    )
    chance = random.Random(7)
    for page in pages:
        shelf.execute("INSERT INTO page VALUES(?,?,?)", (page.number, page.source, page.text))
        row = (page.source, chance.randint(1850, 2020), page.language, chance.randrange(_TAGS))
        shelf.execute("INSERT OR IGNORE INTO source VALUES(?,?,?,?)", row)
    shelf.execute("CREATE INDEX page_source ON page(source)")
    shelf.commit()
    return shelf


def open_shelf(file: Path) -> sqlite3.Connection:
    """Open a database that was made before."""
    if not file.exists():
        raise SystemExit(f"there is nothing in {file.parent}")
    return sqlite3.connect(file)


def documents(shelf: sqlite3.Connection) -> Iterator[Document]:
    """Yield the pages as documents."""
    for number, source, text in shelf.execute("SELECT id, source, text FROM page ORDER BY id"):
        yield Document(key=f"p{number}", source_id=source, title="", text=text, kind="page")


def some_at_a_time(every: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield documents a hundred at a time."""
    some: list[Document] = []
    for document in every:
        some.append(document)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def children_memory() -> float:
    """Return the most memory in MB that a process that has ended had."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def children_seconds() -> float:
    """Return the processor time of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Ours:
    """Our index."""

    name = "ours"

    def __init__(self, folder: Path, shelf: sqlite3.Connection) -> None:
        self._folder = folder
        self._shelf = shelf
        self._analysis = Analysis()
        self.index = Index(folder, self._analysis)

    def build_on_two(self) -> tuple[float, float]:
        """Build with both processes; return wall seconds and those of processors."""
        before, start = children_seconds(), time.perf_counter()
        writer = IndexWriter(self._folder)
        writer.clear("empty")
        waiting = commits = 0
        for some in some_at_a_time(documents(self._shelf)):
            writer.write(some)
            waiting += len(some)
            if waiting >= _COMMIT:
                writer.commit("part")
                waiting = 0
                commits += 1
                seconds = time.perf_counter() - start
                print(f"  {commits * _COMMIT} pages in {seconds:.0f} s", flush=True)
        writer.commit("whole")
        wall = time.perf_counter() - start
        writer.tidy()
        print(f"  merged in {time.perf_counter() - start - wall:.1f} s more", flush=True)
        writer.close()
        return wall, children_seconds() - before

    def build_here(self, folder: Path) -> float:
        """Build in this process; return its seconds, those for reading the pages left out."""
        bindery = Bindery(folder)
        spent, waiting = 0.0, 0
        for some in some_at_a_time(documents(self._shelf)):
            start = time.process_time()
            bindery.write(some, [])
            waiting += len(some)
            if waiting >= _COMMIT:
                bindery.commit("part")
                waiting = 0
            spent += time.process_time() - start
        start = time.process_time()
        bindery.commit("whole")
        bindery.close()
        return spent + time.process_time() - start

    def sizes(self) -> Counter[str]:
        """Return how many bytes each kind of array takes."""
        found: Counter[str] = Counter()
        for file in self._folder.glob(f"*{SUFFIX}"):
            sections = Sections(file)
            for name in sections.names():
                found[name] += sections.array(name).nbytes
            sections.close()
        return found

    def search(self, query: str, *, filtered: bool = False, faceted: bool = False) -> int:
        """Search as the program does, with 20 snippets; return how many were found."""
        asked = parse_query(query)
        sources = None
        if filtered:
            found = self._shelf.execute(
                "SELECT id FROM source WHERE tag < 5 AND year BETWEEN 1900 AND 1960"
            )
            sources = [source for (source,) in found]
        result = self.index.find(asked, Wanted(limit=_LIMIT, sources=sources, counted=faceted))
        if faceted:
            by_year: dict[int, int] = {}
            by_language: dict[str, int] = {}
            for source, year, language in self._shelf.execute(
                "SELECT id, year, language FROM source"
            ):
                count = result.by_source.get(source, 0)
                by_year[year // 10] = by_year.get(year // 10, 0) + count
                by_language[language] = by_language.get(language, 0) + count
        pages = [int(key[1:]) for key, _ in result.hits]
        show(self._shelf, asked, pages, MetWords(self._analysis, result.met))
        return result.total

    def update_one(self, writer: IndexWriter, text: str, number: int) -> None:
        """Write a page anew and search until it is found."""
        page = Document(key="p1", source_id=1, title="", text=text, kind="page")
        writer.write([page])
        writer.commit(f"one{number}")
        assert self.index.find(parse_query(text.rsplit(maxsplit=1)[-1]), Wanted(limit=1)).total >= 1


def show(shelf: sqlite3.Connection, query: Query, pages: Sequence[int], analysis: Analysis) -> None:
    """Make snippets of pages."""
    highlighter = Highlighter(query, analysis)
    marks = ",".join("?" * len(pages))
    for (text,) in shelf.execute(f"SELECT text FROM page WHERE id IN ({marks})", pages):
        highlighter.snippet(text)


class Fts:
    """SQLite's FTS5 over the stems."""

    name = "FTS5"

    def __init__(self, file: Path, shelf: sqlite3.Connection) -> None:
        self.file = file
        self._shelf = shelf
        self._analysis = Analysis()
        self._first = ""
        self._database = sqlite3.connect(file)
        self._database.execute("ATTACH ? AS shelf", (shelf_file(shelf),))

    def seconds_for_stems(self) -> float:
        """Return the processor seconds that the stems of a page take, of words met before."""
        texts = [one.text for one, _ in zip(documents(self._shelf), range(500), strict=False)]
        analysis = Analysis(400_000)
        spent = 0.0
        for _ in range(2):
            start = time.process_time()
            for text in texts:
                self.stems(text, analysis)
            spent = time.process_time() - start
        return spent / len(texts)

    def build(self) -> float:
        """Build; return the processor seconds, those for making stems left out."""
        self._database.execute(
            "CREATE VIRTUAL TABLE words USING fts5(stems, content='',"
            " tokenize='unicode61 remove_diacritics 0')"
        )
        self._database.execute("CREATE VIRTUAL TABLE lexicon USING fts5vocab(words, row)")
        analysis = Analysis(400_000)
        spent = 0.0
        for some in some_at_a_time(documents(self._shelf)):
            rows = [(int(one.key[1:]), self.stems(one.text, analysis)) for one in some]
            self._first = self._first or rows[0][1]
            start = time.process_time()
            self._database.executemany("INSERT INTO words(rowid, stems) VALUES(?,?)", rows)
            spent += time.process_time() - start
        start = time.process_time()
        self._database.commit()
        return spent + time.process_time() - start

    @staticmethod
    def stems(text: str, analysis: Analysis) -> str:
        """Return a text as the likeliest stem of each word."""
        return " ".join(one_stem(raw, language, analysis) for raw, language in raws(text))

    def search(self, query: str, *, filtered: bool = False, faceted: bool = False) -> int:
        """Search likewise: the best 20 with their snippets, and how many there are."""
        asked = parse_query(query)
        match = self._match(query)
        if not match:
            return 0
        join, where = "", ""
        if filtered:
            join = " JOIN shelf.page p ON p.id = words.rowid JOIN shelf.source s ON s.id = p.source"
            where = " AND s.tag < 5 AND s.year BETWEEN 1900 AND 1960"
        execute = self._database.execute
        (total,) = execute(
            f"SELECT count(*) FROM words{join} WHERE words MATCH ?{where}", (match,)
        ).fetchone()
        best = execute(
            f"SELECT words.rowid FROM words{join} WHERE words MATCH ?{where}"
            f" ORDER BY rank LIMIT {_LIMIT}",
            (match,),
        ).fetchall()
        if faceted:
            for field in ("s.year / 10", "s.language"):
                execute(
                    f"SELECT {field}, count(*) FROM words JOIN shelf.page p ON p.id = words.rowid"
                    " JOIN shelf.source s ON s.id = p.source WHERE words MATCH ? GROUP BY 1",
                    (match,),
                ).fetchall()
        show(self._shelf, asked, [page for (page,) in best], self._analysis)
        found: int = total
        return found

    def update_one(self, text: str) -> None:
        """Write a page anew and find it."""
        stems = self.stems(text, self._analysis)
        take_out = "INSERT INTO words(words, rowid, stems) VALUES('delete', 1, ?)"
        self._database.execute(take_out, (self._first,))
        self._database.execute("INSERT INTO words(rowid, stems) VALUES(1, ?)", (stems,))
        self._first = stems
        self._database.commit()
        found = self._database.execute(
            "SELECT count(*) FROM words WHERE words MATCH ?", (f'"{stems.split()[-1]}"',)
        )
        assert found.fetchone()[0] >= 1

    def _match(self, query: str) -> str:
        """Return a query of ours in FTS5's notation, by stems."""
        if near := re.fullmatch(r'"(.*)"~(\d+)', query):
            return f"NEAR({' '.join(map(self._stem, near[1].split()))}, {int(near[2]) - 1})"
        if query.startswith('"'):
            return '"' + " ".join(self._stem(word).strip('"') for word in query[1:-1].split()) + '"'
        if query.endswith("~"):
            return self._any(self._like(fold(query[:-1])))
        if re.search(r"[*?]\w", query):
            return self._any(
                self._database.execute("SELECT term FROM lexicon WHERE term GLOB ?", (query,))
            )
        if query.endswith("*"):
            return f'"{fold(query[:-1])}"*'
        words = query.replace("=", "").split()
        return " ".join(word if word == "OR" else self._stem(word) for word in words)

    def _like(self, word: str) -> Iterator[tuple[str]]:
        half = len(word) // 2
        begin, end = word[:half], word[half:]
        near = one_edit(word)
        for (term,) in self._database.execute(
            "SELECT term FROM lexicon WHERE term >= ? AND term < ? UNION"
            " SELECT term FROM lexicon WHERE term GLOB ?",
            (begin, begin + "\uffff", f"*{end}"),
        ):
            if near.fullmatch(term):
                yield (term,)

    @staticmethod
    def _any(terms: Iterable[tuple[str]]) -> str:
        return " OR ".join(f'"{term}"' for (term,) in terms)

    def _stem(self, word: str) -> str:
        return f'"{one_stem(word, "", self._analysis)}"'


def one_edit(word: str) -> re.Pattern[str]:
    """Return a pattern of the words that one edit makes of a word."""
    cuts = [(re.escape(word[:at]), re.escape(word[at:])) for at in range(len(word) + 1)]
    added = [f"{first}.{rest}" for first, rest in cuts]
    changed = [f"{re.escape(word[:at])}.?{re.escape(word[at + 1 :])}" for at in range(len(word))]
    return re.compile("|".join([re.escape(word), *added, *changed]))


def shelf_file(shelf: sqlite3.Connection) -> str:
    """Return the file of a database."""
    file: str = shelf.execute("PRAGMA database_list").fetchone()[2]
    return file


def raws(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text with the language of the paragraph of each."""
    from archivist.search.analyzers import han_pairs, paragraphs  # noqa: PLC0415
    from archivist.search.folding import is_han, raw_words  # noqa: PLC0415

    for start, end, language in paragraphs(text):
        for raw in raw_words(text[start:end]):
            for part in han_pairs(raw) if is_han(raw) else (raw,):
                yield part, language


def one_stem(raw: str, language: str, analysis: Analysis) -> str:
    """Return the likeliest stem of a word."""
    readings = analysis.readings(raw, language).readings
    return max(readings, key=lambda stem: readings[stem])
