"""`demo`: the whole work of Archivist once through, on documents that it writes itself."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archivist.cli.naming import path
from archivist.cli.searching import marked
from archivist.errors import LibraryExistsError, ParseError
from archivist.library.archive import ROMANISED, ArchiveName
from archivist.library.foliation import Foliation, Shot, foliate
from archivist.library.people import parse_person
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.richtext import plain
from archivist.library.values import RU, LanguageCode, parse_date
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.sample import make_sample
from archivist.services.searching import Filters
from archivist.services.workspace import make_library
from archivist.services.writing import Part

if TYPE_CHECKING:
    import argparse

    from archivist.cli.console import Console, Session
    from archivist.library.values import GroupId, ManuscriptId, SectionId, SourceId
    from archivist.services.sample import Sample
    from archivist.services.workspace import Workspace

_SHOWN = ("gost-r-7.0.5-2008", "kz-english")
"""The styles that the demonstration cites in."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("demo", help="build a sample library and show the work on it")
    command.add_argument("folder", metavar="DIR", type=path, nargs="?", default=Path("demo-output"))
    command.add_argument("--open", action="store_true", help="open the window on it at the end")
    command.set_defaults(run=_demonstrate)


def _demonstrate(words: argparse.Namespace, session: Session) -> int:
    folder: Path = words.folder.resolve()
    say = session.console.say
    for room in (folder / "documents", folder / "output"):
        if room.exists():  # somebody's own: what is written there would take its place
            raise LibraryExistsError(room)
    with closing(make_library(folder / "library", session.places)) as library:
        say(f"1. Made a library in {folder / 'library'}.")
        sample = make_sample(session.places.resources, folder / "documents")
        say(f"2. Wrote {len(sample.plan['document'])} documents to {sample.folder}.")
        story = _Story(library, sample, session.console)
        story.arrange()
        story.import_documents()
        story.enter_books()
        story.search()
        story.annotate()
        story.cite()
        story.write(folder / "output")
    say("10. Drew the window:")
    asked = sample.plan["search"][0]["query"]
    for picture in session.faces.pictures(folder / "library", folder / "output", asked):
        say(f"    {picture}")
    if words.open:
        return session.faces.window(folder / "library")
    say(f"To look around in it: archivist {folder / 'library'}")
    return 0


class _Story:
    """The demonstration's steps, each told in plain words as it is done."""

    def __init__(self, library: Workspace, sample: Sample, console: Console) -> None:
        self._library = library
        self._sample = sample
        self._say = console.say
        self._run = console.run
        self._groups: dict[str, GroupId] = {
            group.name: group.id for group, _ in library.sorting.groups()
        }
        self._ids: dict[str, SourceId] = {}

    def arrange(self) -> None:
        """Enter the archives with their names, and the periods."""
        plan = self._sample.plan
        for archive in plan["archive"]:
            self._library.tree.add_archive(_names(archive))
        for period in plan["period"]:
            self._library.sorting.add_period(period["name"], *period["years"])
        archives = ", ".join(archive["abbreviation"] for archive in plan["archive"])
        periods = ", ".join(period["name"] for period in plan["period"])
        self._say(f"3. Entered the archives {archives} and the periods: {periods}.")

    def import_documents(self) -> None:
        """Import each document into its place and its group, and say what it is."""
        self._say("4. Imported and filed the documents:")
        for document in self._sample.plan["document"]:
            options = ImportOptions(
                under=document["under"],
                group_id=self._groups[document["group"]],
                language=LanguageCode(document["language"]),
            )
            path = self._sample.folder / document["file"]
            report = self._run(self._library.collecting.import_files([path], options))
            source_id = report.files[0].source_id
            if source_id is None:
                self._say(f"    {path.name}: {report.files[0].reason}")
                continue
            self._describe(source_id, document)
            reference = self._library.sources.details(source_id).reference
            self._say(f"    {path.name}  →  {reference}  ({document['group']})")
        written = self._run(self._library.searching.update())
        self._say(f"    {written} texts are in the search index.")
        if not self._library.collecting.tesseract():
            self._say("    Tesseract is not installed: the scan was kept without its text.")

    def _describe(self, source_id: SourceId, document: dict[str, Any]) -> None:
        source = self._library.sources.get(source_id)
        sheets = parse_sheets(document["sheets"])
        self._library.sources.save(
            replace(
                source,
                record=replace(
                    source.record,
                    kind=RecordKind.ARCHIVAL,
                    title=document["title"],
                    date=parse_date(document["date"]),
                    language=LanguageCode(document["language"]),
                ),
                sheets=sheets,
                tags=tuple(document["tags"]),
            )
        )
        self._ids[document["file"]] = source_id
        pages = self._library.reading.pages(source_id)
        labels = foliate([Shot()] * len(pages), Foliation(start=sheets[0].first))
        for page, label in zip(pages, labels, strict=True):
            self._library.reading.set_sheet(page.id, label)

    def enter_books(self) -> None:
        """Enter books and articles, which have no file."""
        for entry in self._sample.plan["record"]:
            made = self._library.sources.add(
                Record(
                    kind=RecordKind(entry["kind"]),
                    title=entry["title"],
                    creators=tuple(parse_person(name) for name in entry["creators"]),
                    date=parse_date(entry["date"]),
                    language=LanguageCode(entry["language"]),
                    container=entry.get("container", ""),
                    publisher=entry.get("publisher", ""),
                    place=entry.get("place", ""),
                    volume=entry.get("volume", ""),
                    issue=entry.get("issue", ""),
                    pages=entry.get("pages", ""),
                ),
                group_id=self._groups[entry["group"]],
            )
            self._ids[entry["title"]] = made.id
        finish(self._library.searching.update())
        self._say(f"5. Entered {len(self._sample.plan['record'])} books and articles as records.")

    def search(self) -> None:
        """Search for words that stand in the documents in other forms."""
        self._say("6. Searched; the words found stand in « »:")
        for search in self._sample.plan["search"]:
            filters = Filters(
                tags=tuple(filter(None, (search.get("tag"),))),
                archives=tuple(filter(None, (search.get("archive"),))),
            )
            results = self._library.searching.search(search["query"], filters, limit=2)
            asked = ", ".join(search.values())
            self._say(f"    {asked}: {results.total} found, {results.seconds * 1000:.0f} ms")
            for hit in results.hits:
                self._say(f"        {hit.source}  {hit.reference}")
                self._say(f"        {marked(hit.snippet, hit.marks)}")

    def annotate(self) -> None:
        """Highlight passages, each with a note and tags."""
        self._say("7. Highlighted, with notes and tags:")
        for mark in self._sample.plan["mark"]:
            self._library.reading.quote(
                self._ids[mark["document"]],
                mark["page"],
                mark["quote"],
                note=mark["note"],
                tags=mark["tags"],
            )
            self._say(f"    “{mark['quote']}” ({mark['document']}): {mark['note']}")

    def cite(self) -> None:
        """Cite the same sources in a few styles."""
        documents = [document["file"] for document in self._sample.plan["document"]]
        ids = [self._ids[name] for name in documents if name in self._ids][:2]
        self._say("8. Cited, first and later mention:")
        for style in _SHOWN:
            self._say(f"    {style}")
            for citation in self._library.citing.cite(ids, style):
                self._say(f"        {plain(citation)}")

    def write(self, folder: Path) -> None:
        """Write a manuscript and export it, one section of it, and the list of references."""
        folder.mkdir(parents=True, exist_ok=True)
        plan = self._sample.plan["manuscript"]
        writing = self._library.writing
        work = writing.add_manuscript(plan["title"], plan["style"], LanguageCode(plan["language"]))
        sections = [
            writing.add_section(work.id, None, part["title"], self._with_ids(part["text"])).id
            for part in plan["section"]
        ]
        finish(self._library.searching.update())
        compiled = writing.compiled(work.id)
        self._say(
            f"9. Wrote “{plan['title']}”: {len(sections)} sections that cite "
            f"{len(compiled.entries)} sources. Exported:"
        )
        self._export(work.id, folder / "manuscript.docx", Part.ALL)
        self._export(work.id, folder / "section-1.docx", Part.SECTION, sections[0])
        self._export(work.id, folder / "references.docx", Part.REFERENCES)
        for style in _SHOWN:
            target = folder / f"all-sources-{style}.docx"
            self._library.citing.export_references(style, None, target)
            self._say(f"    {target}")

    def _export(
        self, work: ManuscriptId, target: Path, part: Part, section: SectionId | None = None
    ) -> None:
        self._run(self._library.writing.export(work, target, section_id=section, part=part))
        self._say(f"    {target}")

    def _with_ids(self, text: str) -> str:
        """Put the sources' numbers where the plan names them as `{name}`."""
        for name, source_id in self._ids.items():
            text = text.replace("{" + name + "}", f"@{source_id}")
        if "[{" in text:
            raise ParseError(text, text.index("[{"), "a source that was imported")
        return text


def _names(archive: dict[str, str]) -> tuple[ArchiveName, ...]:
    return (
        ArchiveName(
            language=RU,
            full=archive["full"],
            abbreviation=archive["abbreviation"],
            place=archive["place"],
            country=archive["country"],
        ),
        ArchiveName(
            language=ROMANISED,
            full=archive["romanised"],
            abbreviation=archive["romanised_abbreviation"],
        ),
    )
