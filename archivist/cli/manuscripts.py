"""`manuscript`: works being written, their sections, and their export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.cli import list_forms
from archivist.cli.console import read_text
from archivist.cli.naming import file_ending, language, path
from archivist.errors import NotFoundError
from archivist.library.bibliography import ListForm
from archivist.library.manuscript import count_words, parse_text
from archivist.library.values import EN
from archivist.services.writing import Part
from archivist.settings import Settings

if TYPE_CHECKING:
    import argparse

    from archivist.cli.console import Session
    from archivist.library.manuscript import Manuscript
    from archivist.library.values import ManuscriptId, SectionId
    from archivist.services.workspace import Workspace


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("manuscript", help="write with citations, export to DOCX")
    command.add_argument("library", metavar="LIB", type=path)
    actions = command.add_subparsers(title="actions", metavar="add|list|export", required=True)
    add = actions.add_parser("add", help="add a manuscript, or a section to one")
    add.add_argument("title", metavar="TITLE")
    add.add_argument("--to", metavar="MANUSCRIPT", type=int, help="add a section to this one")
    add.add_argument("--under", metavar="SECTION", type=int, help="put it below this section")
    add.add_argument(
        "--text", metavar="FILE", help="the section's text (“-”: standard input), with [@12, л. 61]"
    )
    add.add_argument("--style", metavar="S", default=Settings().style)
    add.add_argument("--language", metavar="L", type=language, default=EN)
    list_forms.add_to(add)
    add.add_argument("--json", action="store_true", help="write one JSON object")
    add.set_defaults(run=_add, fail=add.error)
    listing = actions.add_parser("list", help="list manuscripts and their sections")
    listing.add_argument("--json", action="store_true", help="write one JSON object")
    listing.set_defaults(run=_list)
    export = actions.add_parser("export", help="write a manuscript, or a part of it, to a file")
    export.add_argument("manuscript", metavar="MANUSCRIPT", type=int)
    part = export.add_mutually_exclusive_group()
    part.add_argument("--section", metavar="ID", type=int, help="this section alone")
    part.add_argument("--references", action="store_true", help="the list of references alone")
    list_forms.add_to(export)
    export.add_argument(
        *("-o", "--output"),
        metavar="FILE",
        type=file_ending(".docx", ".html", ".txt"),
        required=True,
    )
    export.set_defaults(run=_export)


def _add(words: argparse.Namespace, session: Session) -> int:
    if words.to is None:
        if words.under is not None or words.text is not None:
            words.fail("--under and --text belong to a section: say --to MANUSCRIPT")
        return _add_manuscript(words, session)
    if list_forms.is_given(words):
        words.fail("the form of the list belongs to a manuscript, not to a section of it")
    text = "" if words.text is None else read_text(words.text)
    parse_text(text)
    with session.writing(words.library) as library:
        _find(library, words.to)
        made = library.writing.add_section(words.to, words.under, words.title, text)
        session.console.run(library.searching.update())
    if words.json:
        session.console.give({"section_id": made.id, "manuscript_id": words.to})
    else:
        session.console.say(f"Added section {made.id} to manuscript {words.to}.")
    return 0


def _add_manuscript(words: argparse.Namespace, session: Session) -> int:
    with session.writing(words.library) as library:
        form = list_forms.wanted(words, ListForm())
        made = library.writing.add_manuscript(words.title, words.style, words.language, form)
    if words.json:
        session.console.give({"manuscript_id": made.id})
    else:
        session.console.say(f"Added manuscript {made.id}.")
    return 0


def _find(library: Workspace, manuscript_id: ManuscriptId) -> Manuscript:
    manuscripts = library.writing.manuscripts()
    for manuscript in manuscripts:
        if manuscript.id == manuscript_id:
            return manuscript
    known = tuple(str(manuscript.id) for manuscript in manuscripts)
    raise NotFoundError("manuscript", str(manuscript_id), known)


def _list(words: argparse.Namespace, session: Session) -> int:
    with session.reading(words.library) as library:
        works = [
            (work, library.writing.sections(work.id)) for work in library.writing.manuscripts()
        ]
    if words.json:
        session.console.give(
            {
                "manuscripts": [
                    {
                        "manuscript_id": work.id,
                        "title": work.title,
                        "style": work.style,
                        "language": work.language,
                        "sections": [
                            {
                                "section_id": section.id,
                                "parent_id": section.parent_id,
                                "title": section.title,
                                "words": count_words(section.text),
                            }
                            for section in sections
                        ],
                    }
                    for work, sections in works
                ]
            }
        )
        return 0
    for work, sections in works:
        session.console.say(f"{work.id}  {work.title}  ({work.style}, {work.language})")
        depth: dict[SectionId | None, int] = {None: 0}
        for section in sections:
            depth[section.id] = depth[section.parent_id] + 1
            session.console.say(
                f"{'    ' * depth[section.id]}{section.id}  {section.title}, "
                f"{count_words(section.text)} words"
            )
    return 0


def _export(words: argparse.Namespace, session: Session) -> int:
    part = Part.ALL
    if words.section is not None:
        part = Part.SECTION
    elif words.references:
        part = Part.REFERENCES
    with session.reading(words.library) as library:
        form = list_forms.wanted(words, _find(library, words.manuscript).list_form)
        problems = library.writing.compiled(words.manuscript, words.section).problems
        session.console.run(
            library.writing.export(
                words.manuscript, words.output, section_id=words.section, part=part, form=form
            )
        )
    for problem in problems:
        session.console.complain(problem)
    session.console.say(f"Wrote {words.output}.")
    return 1 if problems else 0
