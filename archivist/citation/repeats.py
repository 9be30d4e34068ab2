"""How one source is named again: ibid., short titles, op. cit., idem.

What of it a style allows stands in its table [repeats]; the words are in `terms.toml`, and the
language of the source decides which of them are taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.citation.archival import document_head, place_of
from archivist.citation.entries import is_archival, placed_at, tidied, words_for
from archivist.citation.people import is_woman
from archivist.citation.published import format_published, pages_text
from archivist.citation.styles import DEFAULT
from archivist.citation.template import joined
from archivist.library.people import Person, Role
from archivist.library.records import RecordKind
from archivist.library.richtext import plain, rich

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.citation.styles import RepeatForm, Style, Words
    from archivist.library.records import Citable, Record
    from archivist.library.references import Level, Location
    from archivist.library.richtext import RichText

Authors = tuple[tuple[str, str], ...]
"""Who wrote something, to tell the same authors by: family names and first initials."""

_VOLUME = re.compile(
    r"^\s*(?:т(?:ом)?|кн|ч|vol(?:ume)?|v|t|bd)\b\.?\s*(?P<volume>\d+|[IVXLC]+)\s*[.,:;]?\s*",
    re.IGNORECASE,
)
_DESIGNATION = re.compile(r"(?:[A-ZА-ЯҐЄІЇ]+[ /])+\d[\d.]*[-–—:]\d{2,4}(?=$|[.,:\s])")
_WEAK_WORD = 3
"""Words of so many letters do not end a title that is cut."""

_PERIODICAL = {RecordKind.ARTICLE, RecordKind.NEWSPAPER}


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteItem:
    """One source of a note: the place in it, and the words before it (`См.:`, `Цит. по:`)."""

    citable: Citable
    locator: str = ""
    prefix: str = ""

    def __post_init__(self) -> None:
        """Take the white space out of what was pasted."""
        object.__setattr__(self, "citable", tidied(self.citable))
        object.__setattr__(self, "locator", " ".join(self.locator.split()))
        object.__setattr__(self, "prefix", " ".join(self.prefix.split()))

    @property
    def archival(self) -> bool:
        """Tell whether the source is cited by its place in an archive."""
        return is_archival(self.citable)

    @property
    def record(self) -> Record:
        """The source's record, of the volume that the locator names if it names one."""
        if not self.archival and (volume := _VOLUME.match(self.locator)):
            return replace(self.citable.record, volume=volume["volume"])
        return self.citable.record

    @property
    def pages(self) -> str:
        """The place within a published source: that of the locator, else that of the record."""
        return _VOLUME.sub("", self.locator) or self.citable.record.pages

    @property
    def authors(self) -> Authors:
        """Who wrote the source."""
        people = self.citable.record.by(Role.AUTHOR)
        return tuple((person.family, person.given[:1]) for person in people)


def same_work(one: NoteItem, other: NoteItem) -> bool:
    """Tell whether two published sources are one work, perhaps in other volumes."""
    if one.citable.key == other.citable.key:
        return True
    volumes = one.record.volume and other.record.volume
    return bool(volumes) and _work(one) == _work(other)


def _work(item: NoteItem) -> tuple[object, ...]:
    record = item.record
    if record.kind in _PERIODICAL:
        return ("", item.citable.key)
    return (record.kind, record.title, record.container, item.authors)


def ibid(now: NoteItem, last: NoteItem, style: Style) -> RichText:
    """Name a source by what it shares with the one before; nothing where it shares too little."""
    if not style.repeats.ibid or now.archival != last.archival:
        return ()
    return _same_archive(now, last, style) if now.archival else _same_source(now, last, style)


def _same_archive(now: NoteItem, last: NoteItem, style: Style) -> RichText:
    form = style.repeats
    here = placed_at(now.citable, now.locator)
    there = placed_at(last.citable, last.locator)
    place, before = place_of(here, style), place_of(there, style)
    spoken = place.labels.language
    word = style.archival.words.get(spoken, style.words[spoken]).form("ibid")
    shared = _shared(here.location.levels, there.location.levels)
    whole = shared == len(here.location.levels) == len(there.location.levels)
    if not word or place.labels is not before.labels or not _one_archive(here, there):
        return ()
    if (form.ibid == "file" and not whole) or _too_many(here.location, there.location):
        return ()
    words = words_for(here.record, style)
    head = document_head(here, style, words)
    if plain(head) == plain(document_head(there, style, words_for(there.record, style))):
        head = ()
    elif head and not form.within:
        return ()
    if whole and here.location.sheets == there.location.sheets:
        text = word
    else:
        known = min(shared, len(here.location.levels) - (not here.location.sheets))
        between = form.places or style.archival.between["levels"]
        text = joined([word, place.below(here.location, known)], between)
    return (*head, *rich(form.within), *rich(text)) if head else rich(text)


def _one_archive(here: Citable, there: Citable) -> bool:
    if here.archive is None or there.archive is None:
        return here.key == there.key
    return here.archive.id == there.archive.id


def _too_many(here: Location, there: Location) -> bool:
    """Tell whether a place of several files is met, which “ibid.” would leave in doubt."""
    return bool(here.more or there.more) and here != there


def _shared(here: Sequence[Level], there: Sequence[Level]) -> int:
    """Count the levels, from the highest, that two places have in common."""
    count = 0
    for one, other in zip(here, there, strict=False):
        if replace(one, latin="", label="", name="") != replace(other, latin="", label="", name=""):
            break
        count += 1
    return count


def _same_source(now: NoteItem, last: NoteItem, style: Style) -> RichText:
    form, record = style.repeats, now.record
    words = words_for(record, style)
    word = words.form("ibid")
    if not word or not same_work(now, last):
        return ()
    other_volume = record.volume != last.record.volume
    pages = pages_text(now.pages, style.dash)
    if not other_volume and pages == pages_text(last.pages, style.dash):
        return rich(word)
    if not pages and not other_volume:
        return ()  # the whole work after a page of it
    told = replace(record, volume=record.volume if other_volume else "", pages="")
    places = replace(style, published={DEFAULT: form.place})
    place = format_published(told, places, words, now.pages)
    return rich(joined([word, plain(place)], form.between))


def short_form(now: NoteItem, style: Style, *, idem: str, sole: bool) -> RichText:
    """Name a published source again by author, short title and page.

    `idem` stands for the authors of the source before, "" where they are named; `sole` tells that
    no other work of these authors is cited.
    """
    form, record = style.repeats, now.record
    words = words_for(record, style)
    op_cit = words.form("op_cit") if form.op_cit and sole and _headed(now, style) else ""
    creators = tuple(_surname(one) if form.surnames else one for one in record.creators)
    told = replace(
        record,
        title=op_cit or short_title(record, form),
        title_by_researcher=record.title_by_researcher and not op_cit,
        subtitle="",
        creators=creators,
    )
    forms = replace(style, published={**style.published, **form.short})
    return format_published(same_authors(told, idem), forms, words, now.pages)


def first_form(now: NoteItem, style: Style, *, idem: str) -> RichText:
    """Name a published source for the first time: as the list does, but for what notes do else."""
    form = style.repeats
    people = style.people
    forms = replace(
        style,
        published={**style.published, **form.first},
        people=replace(people, inverted=people.direct) if form.direct else people,
    )
    pages = _VOLUME.sub("", now.locator)
    return format_published(
        same_authors(now.record, idem), forms, words_for(now.record, style), pages
    )


def idem(now: NoteItem, last: NoteItem, style: Style) -> str:
    """Return the word for the authors of the source before, "" when they are others."""
    if not style.repeats.idem or now.archival or last.archival or same_work(now, last):
        return ""
    if now.authors != last.authors or not (_headed(now, style) and _headed(last, style)):
        return ""
    return _idem_word(now.citable.record, words_for(now.citable.record, style))


def _idem_word(record: Record, words: Words) -> str:
    authors = record.by(Role.AUTHOR)
    if len(authors) > 1:
        return words.form("idem_many")
    return words.form("idem_female") if is_woman(authors[0]) else words.form("idem")


def same_authors(record: Record, idem: str) -> Record:
    """Return a record with a word instead of its authors; as it is where the word is ""."""
    if not idem:
        return record
    others = tuple(person for person in record.creators if person.role is not Role.AUTHOR)
    return replace(record, creators=(Person(family=idem), *others))


def _headed(item: NoteItem, style: Style) -> bool:
    """Tell whether the authors of a source head its entry."""
    most = style.people.heading
    return bool(item.authors) and (not most or len(item.authors) <= most)


def _surname(person: Person) -> Person:
    cased = person.given.upper() != person.given.lower()  # a Chinese name stays whole
    return replace(person, given="") if cased else person


def short_title(record: Record, form: RepeatForm) -> str:
    """Return what later notes call a work: its short title, designation, or its first words."""
    if record.short_title:
        return record.short_title
    for text in (record.title, record.number):
        if designation := _DESIGNATION.match(text):
            return designation[0]
    title = record.title
    if not form.cut or len(title) <= form.longest:
        return title
    words = title[: form.cut + 1].split(" ")[:-1] or title.split(" ")[:1]
    while len(words) > 1 and len(words[-1].strip(".,:;–—-")) <= _WEAK_WORD:
        words.pop()
    return " ".join(words).rstrip(" .,:;–—-") + form.ellipsis
