"""What a citation style says, as values ready for the formatters.

`style_files` reads them; what each table of a style's file is for stands in
`resources/styles/gost-r-7.0.5-2008.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.citation.template import Template
    from archivist.library.people import Role
    from archivist.library.records import RecordKind
    from archivist.library.values import LanguageCode

DEFAULT = "default"
"""The form of published sources whose kind has none of its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """The words for sources in one language: forms with `{}` for the value, months, endings.

    `shortened` are words of dated acts and `degrees` those of theses, with what stands for them.
    """

    language: LanguageCode
    forms: Mapping[str, str]
    months: tuple[str, ...] = ()
    genitive: Mapping[str, str]
    shortened: Mapping[str, str] = field(default_factory=dict)
    degrees: Mapping[str, str] = field(default_factory=dict)

    def form(self, *names: str) -> str:
        """Return the first form that there is, or "" for none."""
        return next((self.forms[name] for name in names if name in self.forms), "")

    def say(self, form: str, value: str) -> str:
        """Put a value into a form; the value as it stands when there is no form."""
        return form.replace("{}", value) if form else value


@dataclass(frozen=True, kw_only=True, slots=True)
class Labels:
    """What funds, files and sheets are called in one language.

    `romanise` is the scheme by which numbers are brought into Latin script, or "".
    """

    language: LanguageCode
    forms: Mapping[str, str]
    romanise: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveForm:
    """How an archive is named: in which language, at its first mention and later.

    A document in a language of `authored`, whose author has no name that the style could print, has
    its whole reference in that language. `shortened` are abbreviations of words of a name.
    """

    follow: tuple[LanguageCode, ...]
    otherwise: tuple[LanguageCode, ...]
    first: Template
    later: Template
    authored: tuple[LanguageCode, ...] = ()
    shortened: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchivalForm:
    """How a document in an archive is printed.

    `later` is for later mentions, `listed` for the list of a style of notes and `collected` for all
    of one fund in it; () is like `placed`. Levels of the kinds of `apart` are printed by name in
    the templates, unless a fund is above them. Titles in other languages than `titles` ("latn" is
    all in Latin script) are left out; () takes all. `headline` puts capitals to titles in quotation
    marks, `signed` an archive's abbreviation before its codes. Where a text of `day_first` names
    the place or country of an archive, its documents are dated in the British way. A title that
    begins or ends with a word of `generic` is a description. `spaced` puts a space after the signs
    of the style where the source is in an alphabet. `end` closes an entry; `people` and `words`
    are the style's own, with what is other for documents.
    """

    head: Template
    by_researcher: Template
    placed: Template
    unplaced: Template
    reference: Template
    between: Mapping[str, str]
    names: Mapping[str, str]
    people: PeopleForm
    words: Mapping[LanguageCode, Words]
    later: Template = ()
    listed: Template = ()
    collected: Template = ()
    apart: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    day_first: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    headline: bool = False
    signed: bool = False
    spaced: bool = False
    end: str = "."


@dataclass(frozen=True, kw_only=True, slots=True)
class PeopleForm:
    """How people are named.

    `inverted` is for the head of an entry, `following` for its names after the first where that is
    other, `direct` for names in a sentence; each of `{family}`, `{initials}` and `{given}`. More
    authors than `heading` do not head an entry; of more than `most` in it, some are left out
    (0: no limit). Of those at the head the first `head` are printed (0: all); `repeated` names them
    again after the title, with the given names in whole for the kinds of `whole`. Of `many` people
    or more who did the same, the first `named` are named. The roles of `stand_in` head an entry
    without authors; those of `container` made the book that a part stands in. `statement` prints
    the statement of the title page in the place of the people in it.
    """

    inverted: str
    direct: str
    initials: str
    between: str
    last: str
    heading: int
    most: int
    credits: tuple[Role, ...]
    credits_between: str
    container: tuple[Role, ...]
    stand_in: tuple[Role, ...]
    following: str = ""
    head: int = 0
    repeated: bool = False
    whole: tuple[RecordKind, ...] = ()
    many: int = 0
    named: int = 1
    statement: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class TitleForm:
    """How titles are printed.

    The titles of the kinds in `parted` are parted at a colon into title and subtitle. `shortened`
    shortens the words of dated acts, `noted` puts notes on their adoption into square brackets,
    `degrees` writes a thesis's degree in whole words. `romanise` is the scheme by which published
    sources are brought into Latin script, with the title in English in brackets, or "".
    """

    parted: tuple[RecordKind, ...] = ()
    shortened: bool = False
    noted: bool = False
    degrees: bool = False
    romanise: str = ""


class MarkKind(StrEnum):
    """What stands in the text for a citation."""

    NUMBERS = "numbers"
    SUPERSCRIPT = "superscript"
    NOTES = "notes"
    AUTHOR_DATE = "author-date"
    IN_TEXT = "in-text"


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkForm:
    """How citations stand in the text.

    `forms` are the words for sheets and pages, `languages` those for texts in other languages.
    `section` writes a number that counts within a section of the list. `published` and `archival`
    name a source in a mark of author and date; of more than `names` authors the first is named.
    """

    kind: MarkKind = MarkKind.NUMBERS
    open: str
    close: str
    numbers: str
    sources: str
    locator: str
    collapse: int
    dash: str
    forms: Mapping[str, str]
    languages: Mapping[LanguageCode, Mapping[str, str]] = field(default_factory=dict)
    section: str = "{section}.{number}"
    published: Template = ()
    archival: Template = ()
    names: int = 2
    last: str = " & "


@dataclass(frozen=True, kw_only=True, slots=True)
class RepeatForm:
    """How notes name what notes before them named; what is not said here is not done.

    `ibid` is what a place in an archive must share with the note before for the word “ibid.”: its
    "archive" or its "file"; "" forbids the word. Of a published source `place` follows it, after
    `between`. `within` parts another document of the same place from it ("" has
    no ibid for such a document). `short` are the forms of later mentions and `first` those of first
    ones where they are not the list's, by kind of source. `op_cit` allows its word instead of the
    title, `idem` that for the author of the source before. `surnames` leaves given names out of
    later mentions, `direct` puts them before the surname in the notes. Titles longer than `longest`
    are cut to at most `cut` signs and `ellipsis`. `sources` stands between the sources of a note,
    `places` between the word and a place in an archive ("": as between its levels), `end` after a
    published source.
    """

    ibid: str = ""
    between: str = ". "
    place: Template = ()
    within: str = ""
    short: Mapping[str, Template] = field(default_factory=dict)
    first: Mapping[str, Template] = field(default_factory=dict)
    op_cit: bool = False
    idem: bool = False
    surnames: bool = False
    direct: bool = False
    longest: int = 0
    cut: int = 0
    ellipsis: str = " …"
    sources: str = "; "
    places: str = ""
    end: str = "."


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """A citation style.

    `number` is how an entry of the list is numbered. Sources in the languages of `follow` are
    printed with the words of their own language. `csl` names the CSL style that prints published
    sources, "" where the templates of `published` do.
    """

    name: str
    title: str
    language: LanguageCode
    dash: str
    number: str
    follow: tuple[LanguageCode, ...]
    archive: ArchiveForm
    archival: ArchivalForm
    labels: Mapping[str, Labels]
    people: PeopleForm
    places: Mapping[str, str]
    published: Mapping[str, Template]
    marks: MarkForm
    words: Mapping[LanguageCode, Words]
    csl: str = ""
    repeats: RepeatForm = field(default_factory=RepeatForm)
    titles: TitleForm = field(default_factory=TitleForm)
