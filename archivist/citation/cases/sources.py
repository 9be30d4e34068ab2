"""What the refs of a sequence mean: sources with the places in them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archivist.citation.fields.archival import citable_from_fields
from archivist.citation.fields.csl_json import record_from_csl
from archivist.citation.notes import NoteItem
from archivist.citation.parsing.entries import parse_entry
from archivist.library.archive import match_key
from archivist.library.people import Role
from archivist.library.records import Citable, Record, RecordKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archivist.library.archive import Archive

_FILLER = NoteItem(citable=Citable(key="other", record=Record(kind=RecordKind.OTHER, title="…")))
"""A source that a sequence does not name."""

_CASE = re.compile(r"(?P<id>[AN]\d+)\b\s*(?P<place>.*)")
_NUMBER = r"[\w.-]*\d[\w.-]*(?:\s[а-я]{2,3}(?=/))?"
_PATH = re.compile(
    rf"(?:(?P<archive>.*?\S)\s+)?(?P<path>{_NUMBER}(?:/{_NUMBER}){{1,3}})\b\s*(?P<place>.*)"
)
_LEVELS = ("fund", "series", "file")
_VOLUME = re.compile(r"\b(?:vol(?:ume)?|том|т|t|v)\.?\s*(\d+)", re.IGNORECASE)
_SHEET = r"\d+(?:[а-я](?![а-я]))?(?:\s*(?:об|зв|ob|verso)\b\.?)?"
_PLACE = re.compile(
    r"(?:\b(?:лл?|арк|ll?|fols?|ff?|sheets?|pages?|pp?|сс?|стр|п|б)\.?\s*|^)"
    rf"(?P<place>{_SHEET}(?:\s*[,–-]\s*{_SHEET})*)"
    r"(?:-?(?:п|б|бет|парақ))?\.?\s*$",
    re.IGNORECASE,
)
_SECOND = re.compile(r"\b(first|second|third|last)\b", re.IGNORECASE)
_ORDER = ("first", "second", "third")
_SAME_AUTHOR = re.compile(r"^(?:same|his|her|their) (?:author|other)", re.IGNORECASE)
OP_CIT = re.compile(
    r"\b(?:Указ\. соч|Цит\. соч|Зазнач\. праця|Аталған еңбек|op\. ?cit)\b", re.IGNORECASE
)
"""What stands for the only work of an author: standards leave it to the writer, the case tells."""

_IDEM = re.compile(r"^(?:Его же|Ее же|Её же|Их же|Його ж|Її ж|Їх же|Idem|Eadem|Iidem)\b\.?\s*")
_PREFIX = re.compile(
    r"(?:См\.(?: также)?|Цит\. по|Приводится по|Див\.|Қараңыз|See(?: also)?|Cf\.):? (?=\S)"
)
_AGAIN = re.compile(r"^(?:same|repeat|ibid|again)\b", re.IGNORECASE)
_AND_OTHERS = re.compile(
    r" / (?P<authors>(?:[^\W\d_]\. ?){1,2}[^\W\d_]+[^/;]*?\[(?:и др|та ін|және т\. ?б|et al)\.?\])"
)
"""More authors than are named: the statement of the title page is all that is known."""

_LANGUAGES = ("ru", "kk", "uk", "en", "zh", "tr")


class SourcesReader:
    """Reads the refs of one sequence, one after another."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take the case file, in which refs find cases and archives."""
        self._archival = {case["id"]: case for case in data.get("archival", ())}
        self._published = {case["id"]: case for case in data.get("nonarchival", ())}
        self._archives: Mapping[str, Mapping[str, Any]] = data.get("archives", {})
        self._met: dict[str, Citable] = {}
        self._last: Sequence[NoteItem] = ()

    def read(self, ref: str, expected: str) -> tuple[NoteItem, ...]:
        """Return the sources of the next note, of which it is known how it is to be printed."""
        prefix = _PREFIX.match(expected)
        if prefix:
            ref, bare = _PREFIX.sub("", ref), expected[prefix.end() :]
            first, *more = self.read(ref, bare)
            return (replace(first, prefix=prefix[0].strip()), *more)
        if expected in ("…", "...") or ref == "OTHER":
            return (_FILLER,)
        if "two sources" in ref or "several sources" in ref:
            items = tuple(self._described(part, part) for part in expected.split("; "))
        elif ";" in ref or " + " in ref:
            refs = re.split(r"\s*;\s*|\s+\+\s+", ref)
            items = tuple(
                self._item(*pair) for pair in zip(refs, expected.split("; "), strict=False)
            )
        else:
            items = (self._item(ref, expected),)
        self._last = items
        return items

    def _item(self, ref: str, expected: str) -> NoteItem:
        if case := _CASE.fullmatch(ref):
            source = self._case(case["id"])
            return (
                _placed(source, case["place"]) if source else self._described(case["id"], expected)
            )
        known = OP_CIT.search(expected)
        if self._last and (_IDEM.match(expected) or (_SAME_AUTHOR.match(ref) and not known)):
            return self._by_the_same(ref, expected)
        if self._last and (_AGAIN.match(ref) or known):
            return self._again(ref, expected)
        if (path := _PATH.fullmatch(ref)) and (source := self._at(path)):
            return _placed(source, path["place"])
        return self._described(ref, expected)

    def _case(self, name: str) -> Citable | None:
        if name in self._archival:
            return citable_from_fields(name, self._archival[name]["fields"])
        if name in self._published:
            return Citable(key=name, record=record_from_csl(self._published[name]["csl"]))
        return self._met.get(name)

    def _at(self, path: re.Match[str]) -> Citable | None:
        """Return the file at `fund/series/file` of an archive, by default of the one before."""
        numbers = dict(zip(_LEVELS, path["path"].split("/"), strict=False))
        numbers["series"], _, numbers["subseries"] = numbers["series"].partition(" ")
        if not path["archive"]:
            before = self._last[0].citable if self._last else None
            if before is None or before.archive is None:
                return None
            placed = citable_from_fields(path["path"], {"lang": before.record.language, **numbers})
            return replace(placed, archive=before.archive)
        wanted = match_key(path["archive"])
        for archive in self._archives.values():
            for language in _LANGUAGES:
                if any(
                    match_key(name or "").startswith(wanted) for name in archive.get(language, ())
                ):
                    spoken = "ru" if language == "tr" else language
                    fields = {"archive": archive, "lang": spoken, **numbers}
                    return citable_from_fields(f"{path['archive']}/{path['path']}", fields)
        return None

    def _again(self, ref: str, expected: str) -> NoteItem:
        """Return a source that was met before, at the place that the ref or the string names."""
        items = self._last
        if which := _SECOND.search(ref):
            name = which[1].lower()
            source = items[_ORDER.index(name) if name in _ORDER else -1].citable
        else:
            source = self._named(ref) or items[-1].citable
        if _PATH.fullmatch(ref.split(" ", 1)[-1]):
            return self._item(ref.split(" ", 1)[1], expected)
        volume, place = _VOLUME.search(ref), _PLACE.search(_AGAIN.sub("", ref).strip())
        told = place["place"] if place else ""
        if volume:
            return NoteItem(citable=source, locator=f"т. {volume[1]}, {told}")
        if not told and (shown := _PLACE.search(expected.rstrip("."))):
            told = shown["place"]
        if not told and len(items) == 1 and source is items[0].citable:
            told = items[0].locator
        return NoteItem(citable=source, locator=told)

    def _named(self, ref: str) -> Citable | None:
        """Return the source met before whose author or title a ref names."""
        for name, source in reversed(self._met.items()):
            people = [person.family for person in source.record.by(Role.AUTHOR)]
            first = source.record.title.split(" ")[0]
            if any(word and word in ref for word in (name, first, *people)):
                return source
        return None

    def _by_the_same(self, ref: str, expected: str) -> NoteItem:
        """Return another work of the authors of the source before."""
        before = self._last[-1].citable.record
        rest = _IDEM.sub("", expected)
        source = _parsed(ref, rest)
        authors = () if source.record.by(Role.AUTHOR) else before.by(Role.AUTHOR)
        creators = (*authors, *source.record.creators)
        return NoteItem(citable=replace(source, record=replace(source.record, creators=creators)))

    def _described(self, ref: str, expected: str) -> NoteItem:
        """Return a source of which the ref says little: as the string tells it in full."""
        label = _PLACE.sub("", ref.partition(":")[2] or ref).strip()
        if label in self._met:
            return _placed(self._met[label], ref[ref.index(label) + len(label) :])
        source = self._met[label] = self._in_known_archive(_parsed(label, expected))
        return NoteItem(citable=source)

    def _in_known_archive(self, source: Citable) -> Citable:
        """Return a source with the archive that the sequence named in full, if it did."""
        if source.archive is None:
            return source
        keys = {match_key(form) for form in source.archive.forms}
        for other in self._met.values():
            if other.archive and keys & {match_key(form) for form in other.archive.forms}:
                return replace(source, archive=other.archive)
        return source


def _placed(source: Citable, place: str) -> NoteItem:
    match = _PLACE.search(place.strip())
    return NoteItem(citable=source, locator=match["place"] if match else place)


def _parsed(key: str, text: str) -> Citable:
    source = parse_entry(text).citable
    if source is None:
        return Citable(key=key, record=Record(kind=RecordKind.OTHER, title=text))
    source = replace(source, archive=_as_named(source.archive, text))
    if said := _AND_OTHERS.search(text):
        others = tuple(one for one in source.record.creators if one.role is not Role.AUTHOR)
        record = replace(source.record, creators=others, responsibility=said["authors"])
        return replace(source, key=key, record=record)
    return replace(source, key=key)


def _as_named(archive: Archive | None, text: str) -> Archive | None:
    """Return an archive without the full names that a text does not tell."""
    if archive is None or any(name.full and name.full in text for name in archive.names):
        return archive
    names = tuple(replace(name, full="") for name in archive.names if name.abbreviation)
    return replace(archive, names=names) if names else archive
