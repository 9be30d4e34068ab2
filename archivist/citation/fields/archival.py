"""Documents in archives as JSON tells them: the vocabulary of a parsed reference."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archivist.citation.fields.days import date_in_words
from archivist.citation.fields.places import location_of
from archivist.citation.fields.published import record_from_fields
from archivist.citation.fields.values import date_of, people_of, text_of
from archivist.citation.transliteration import is_cyrillic, language_of
from archivist.library.archive import ROMANISED, Archive, ArchiveName
from archivist.library.people import Person, Role, parse_person
from archivist.library.records import Citable, Record, RecordKind
from archivist.library.values import EN, UNKNOWN_LANGUAGE, ZH, ArchiveId, LanguageCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.library.values import UncertainDate

_CODE = re.compile(r"[a-z]{2,3}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HOLDERS = ("possession", "in_possession_of", "holder", "owner", "custodian")
_INITIALS = r"(?:[^\W\d_]{1,2}\.[\s-]*)+"
_GIVEN_FIRST = re.compile(rf"(?P<given>{_INITIALS}|\S+(?:\s\S+)*?)\s+(?P<family>\S+)")
_FAMILY_FIRST = re.compile(rf"(?P<family>[^\s.]+(?:\s[^\s.]+)?)\s+(?P<given>{_INITIALS})")


def citable_from_fields(key: str, fields: Mapping[str, Any]) -> Citable:
    """Return the document that fields by name describe; what they lack or garble stays empty."""
    language = _language(fields)
    archive = archive_from_fields(fields, language)
    location = location_of(fields)
    record = _record(fields, language)
    if archive is None and not location.levels and record.publisher:
        record = record_from_fields({**fields, "type": RecordKind.ARCHIVAL})
    return Citable(key=key, record=record, archive=archive, location=location)


def _language(fields: Mapping[str, Any]) -> LanguageCode:
    code = text_of(fields, "lang", "language").lower().partition("-")[0]
    return LanguageCode(code)


def _record(fields: Mapping[str, Any], language: LanguageCode) -> Record:
    title, translated = text_of(fields, "title"), text_of(fields, "title_en", "translated_title")
    described = fields.get("descriptive") is True
    by_researcher = fields.get("title_by_researcher") is True
    if described and translated and not translated.startswith("["):
        translated = f"[{translated}]"
    return Record(
        kind=RecordKind.ARCHIVAL,
        title=title,
        title_by_researcher=by_researcher or (described and language in {EN, UNKNOWN_LANGUAGE}),
        translated_title=translated,
        short_title=text_of(fields, "short", "short_title"),
        creators=_creators(fields, language),
        date=_date(fields),
        language=language,
        genre=text_of(fields, "doc_type", "genre"),
        url=text_of(fields, "url"),
        accessed=date_of(fields.get("accessed")),
        authenticity=text_of(fields, "authenticity", "original", "original_or_copy"),
        medium=text_of(fields, "medium"),
        microfilm=_microfilm(fields.get("microfilm")),
        note=text_of(fields, "note_text", "note"),
        **{name: text_of(fields, name) for name in ("subtitle", "publisher", "number")},
    )


def _microfilm(value: object) -> str:
    """Return a reel as one text: its publication first, and its number."""
    if not isinstance(value, dict):
        return text_of({"reel": value}, "reel")
    reel = text_of(value, "reel", "roll", "number")
    publication = text_of(value, "publication", "series")
    return f"{publication}, roll {reel}" if publication and reel else publication or reel


# -- people and dates


def _creators(fields: Mapping[str, Any], language: LanguageCode) -> tuple[Person, ...]:
    own = _people(fields, f"author_{language}", "author_ru", "author_uk", "author_kk", "author")
    latin = _people(fields, "author_en", "author_latin")
    if own and own != latin:
        own += tuple(replace(person, role=Role.AUTHOR_LATIN) for person in latin)
    given = own or latin or people_of(fields.get("authors"), Role.AUTHOR)
    editors = people_of(fields.get("editors"), Role.EDITOR)
    recipients = people_of(
        fields.get("recipient") or text_of(fields, "recipient_en", "recipients"), Role.RECIPIENT
    )
    return given + editors + tuple(_whole(person) for person in recipients)


def _whole(person: Person) -> Person:
    """Return a recipient under the name as it was written: nothing inverts it."""
    return replace(person, family=f"{person.given} {person.family}".strip(), given="")


def _people(fields: Mapping[str, Any], *names: str) -> tuple[Person, ...]:
    value = next((fields[name] for name in names if fields.get(name)), None)
    if isinstance(value, str):
        return (_person(value),)
    if not isinstance(value, list):
        return ()
    people = tuple(_person(one) for one in value if isinstance(one, str) and one.strip())
    same = {person.family for person in people}
    return people[-1:] if len(same) == 1 else people


def _person(text: str) -> Person:
    """Read a name with the family name before a comma, or with initials on either side."""
    text = " ".join(text.split())
    if "," in text:
        return parse_person(text)
    found = _FAMILY_FIRST.fullmatch(text)
    if found is None and re.match(_INITIALS, text):
        found = _GIVEN_FIRST.fullmatch(text)
    return Person(family=found["family"], given=found["given"]) if found else Person(family=text)


def _date(fields: Mapping[str, Any]) -> UncertainDate | None:
    """Return the date, with the words in which the document has it where they are told."""
    written = text_of(fields, "date_text", "date_written")
    date = date_of(fields.get("date")) or date_of(fields.get("year"))
    if date is None:
        date = date_in_words(text_of(fields, "date") or written)
    return replace(date, written=written) if date and written else date


# -- archives


def archive_from_fields(fields: Mapping[str, Any], language: LanguageCode) -> Archive | None:
    """Return the archive that fields name: names by language, or one name and an abbreviation."""
    value = fields.get("archive")
    told = value if isinstance(value, dict) else {}
    names = tuple(
        _name(fields, told, code, form)
        for code, form in told.items()
        if _CODE.fullmatch(code) and isinstance(form, list | str) and code != "key"
    )
    if not names:
        names = _plain_name(fields, value, language)
    if not names:
        return None
    key = next(name.full or name.abbreviation for name in names)
    aliases = told.get("aliases")
    return Archive(
        id=ArchiveId(zlib.crc32(key.encode(errors="surrogatepass"))),
        names=names,
        aliases=tuple(one for one in aliases if isinstance(one, str))
        if isinstance(aliases, list)
        else (),
    )


def _name(
    fields: Mapping[str, Any], told: Mapping[str, Any], code: str, form: str | list[Any]
) -> ArchiveName:
    full, short = (form, "") if isinstance(form, str) else (*form[:2], "", "")[:2]
    suffix = "en" if code == "tr" else code
    return ArchiveName(
        language=ROMANISED if code == "tr" else LanguageCode(code),
        full=full if isinstance(full, str) else "",
        abbreviation=short if isinstance(short, str) else "",
        place=text_of(told, f"place_{suffix}") or _in_script(told, fields, "place", suffix),
        country=text_of(told, f"country_{suffix}") or _in_script(told, fields, "country", suffix),
    )


def _in_script(told: Mapping[str, Any], fields: Mapping[str, Any], name: str, language: str) -> str:
    """Return a place or country that is told in no language, where its script fits the name."""
    text = text_of(told, name) or text_of(fields, f"{name}_{language}", name)
    cyrillic = language in {"ru", "uk", "kk", "be"}
    return text if is_cyrillic(text) == cyrillic else ""


def _plain_name(
    fields: Mapping[str, Any], value: object, language: LanguageCode
) -> tuple[ArchiveName, ...]:
    full = value if isinstance(value, str) else ""
    short = text_of(fields, "abbr", "abbreviation")
    if not full and not short:
        holder = text_of(fields, *_HOLDERS)
        full = holder if not holder or "possession" in holder else f"In possession of {holder}"
        if fields.get("copy") and full.startswith("In "):
            full = f"Copy in {full[3:]}"
    if not full and not short:
        return ()
    text = full or short
    latin = ZH if _HAN.search(text) else EN
    spoken = language_of(text, language) if is_cyrillic(text) else latin
    return (
        ArchiveName(
            language=spoken,
            full=full,
            abbreviation=short,
            place=text_of(fields, "place"),
            country=text_of(fields, "country"),
        ),
    )
