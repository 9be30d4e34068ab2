"""The words in which the window names kinds, roles, languages and levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from archivist.library.people import Role
from archivist.library.records import RecordKind
from archivist.library.references import Level, UnitKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.archive import Archive, Unit

LANGUAGES = (
    "ru",
    "kk",
    "uk",
    "en",
    "zh",
    "de",
    "fr",
    "pl",
    "tr",
    "uz",
    "ky",
    "be",
    "la",
    "ar",
    "fa",
)
"""The languages offered for a source, those of the historian's desk first."""

_KINDS = {
    RecordKind.ARCHIVAL: QT_TRANSLATE_NOOP("Words", "Archival document"),
    RecordKind.BOOK: QT_TRANSLATE_NOOP("Words", "Book"),
    RecordKind.DOCUMENT_COLLECTION: QT_TRANSLATE_NOOP("Words", "Collection of documents"),
    RecordKind.CHAPTER: QT_TRANSLATE_NOOP("Words", "Chapter"),
    RecordKind.ARTICLE: QT_TRANSLATE_NOOP("Words", "Article"),
    RecordKind.NEWSPAPER: QT_TRANSLATE_NOOP("Words", "Newspaper article"),
    RecordKind.THESIS: QT_TRANSLATE_NOOP("Words", "Thesis"),
    RecordKind.THESIS_ABSTRACT: QT_TRANSLATE_NOOP("Words", "Abstract of a thesis"),
    RecordKind.LAW: QT_TRANSLATE_NOOP("Words", "Law"),
    RecordKind.TREATY: QT_TRANSLATE_NOOP("Words", "Treaty"),
    RecordKind.WEB_PAGE: QT_TRANSLATE_NOOP("Words", "Web page"),
    RecordKind.INTERVIEW: QT_TRANSLATE_NOOP("Words", "Interview"),
    RecordKind.SPEECH: QT_TRANSLATE_NOOP("Words", "Speech"),
    RecordKind.REPORT: QT_TRANSLATE_NOOP("Words", "Report"),
    RecordKind.OTHER: QT_TRANSLATE_NOOP("Words", "Other"),
}

_ROLES = {
    Role.AUTHOR: QT_TRANSLATE_NOOP("Words", "Authors"),
    Role.AUTHOR_LATIN: QT_TRANSLATE_NOOP("Words", "Authors in Latin script"),
    Role.EDITOR: QT_TRANSLATE_NOOP("Words", "Editors"),
    Role.COMPILER: QT_TRANSLATE_NOOP("Words", "Compilers"),
    Role.TRANSLATOR: QT_TRANSLATE_NOOP("Words", "Translators"),
    Role.RECIPIENT: QT_TRANSLATE_NOOP("Words", "Recipient"),
    Role.INTERVIEWER: QT_TRANSLATE_NOOP("Words", "Interviewer"),
    Role.SUPERVISOR: QT_TRANSLATE_NOOP("Words", "Supervisor"),
}

_LEVELS = {
    UnitKind.INSTITUTION: QT_TRANSLATE_NOOP("Words", "Institution"),
    UnitKind.DEPARTMENT: QT_TRANSLATE_NOOP("Words", "Department"),
    UnitKind.ORIGINAL: QT_TRANSLATE_NOOP("Words", "Archive of the original"),
    UnitKind.FUND: QT_TRANSLATE_NOOP("Words", "Fund"),
    UnitKind.SERIES: QT_TRANSLATE_NOOP("Words", "Series"),
    UnitKind.BOX: QT_TRANSLATE_NOOP("Words", "Box"),
    UnitKind.FOLDER: QT_TRANSLATE_NOOP("Words", "Folder"),
    UnitKind.FILE: QT_TRANSLATE_NOOP("Words", "File"),
    UnitKind.SECTION: QT_TRANSLATE_NOOP("Words", "Section"),
    UnitKind.CONTAINER: QT_TRANSLATE_NOOP("Words", "Container"),
    UnitKind.RECORD_GROUP: QT_TRANSLATE_NOOP("Words", "Record group"),
    UnitKind.SUBGROUP: QT_TRANSLATE_NOOP("Words", "Subgroup"),
    UnitKind.ENTRY: QT_TRANSLATE_NOOP("Words", "Entry"),
    UnitKind.COLLECTION: QT_TRANSLATE_NOOP("Words", "Collection"),
    UnitKind.LETTER_CODE: QT_TRANSLATE_NOOP("Words", "Letter code"),
    UnitKind.PIECE: QT_TRANSLATE_NOOP("Words", "Piece"),
    UnitKind.ITEM: QT_TRANSLATE_NOOP("Words", "Item"),
    UnitKind.CODE: QT_TRANSLATE_NOOP("Words", "Code"),
}

# How an archive's own people write a level before its number, in the language of the archive;
# `archivist.library.archive.parse_path` reads each of them back.
_SIGNS: dict[str, dict[UnitKind, str]] = {
    "ru": {
        UnitKind.FUND: "Ф.",
        UnitKind.SERIES: "Оп.",
        UnitKind.FILE: "Д.",
        UnitKind.BOX: "Кор.",
        UnitKind.FOLDER: "П.",
    },
    "uk": {UnitKind.FUND: "Ф.", UnitKind.SERIES: "Оп.", UnitKind.FILE: "Спр."},
    "kk": {UnitKind.FUND: "Қ.", UnitKind.SERIES: "Тізбе", UnitKind.FILE: "Іс"},
    "": {
        UnitKind.FUND: "Fund",
        UnitKind.SERIES: "Series",
        UnitKind.FILE: "File",
        UnitKind.BOX: "Box",
        UnitKind.FOLDER: "Folder",
        UnitKind.INSTITUTION: "Institution",
        UnitKind.DEPARTMENT: "Department",
        UnitKind.ORIGINAL: "Original",
        UnitKind.SECTION: "Section",
        UnitKind.CONTAINER: "Container",
        UnitKind.SUBGROUP: "Subgroup",
        UnitKind.RECORD_GROUP: "RG",
        UnitKind.ENTRY: "Entry",
        UnitKind.COLLECTION: "Coll.",
        UnitKind.PIECE: "Piece",
        UnitKind.ITEM: "Item",
        UnitKind.CODE: "Code",
    },
}


def kind_name(kind: RecordKind) -> str:
    """Return the name of a kind of source."""
    return QCoreApplication.translate("Words", str(_KINDS[kind]))


def role_name(role: Role) -> str:
    """Return what those who did this for a source are called."""
    return QCoreApplication.translate("Words", str(_ROLES[role]))


def level_name(kind: UnitKind) -> str:
    """Return the name of a level of an archive."""
    return QCoreApplication.translate("Words", str(_LEVELS[kind]))


def language_name(code: str) -> str:
    """Return a language's own name, or its code where Qt has no name for it."""
    locale = QLocale(code)
    if not code or locale.language() == QLocale.Language.C:
        return code
    name = QLocale.languageToString(locale.language()) if code == "la" else ""
    name = name or locale.nativeLanguageName()
    # English comes as "American English" and the like
    name = {"en": "English", "zh": "中文", "fa": "فارسی"}.get(code, name)
    return name[:1].upper() + name[1:]


def archive_language(archive: Archive) -> str:
    """Return the language in which an archive writes its levels, by its name where not known."""
    known = archive.names[0].language
    if known or not any("Ѐ" <= letter <= "ӿ" for letter in archive.label):
        return known
    letters = set(archive.label.casefold())
    if letters & set("әғқңөұүһ"):
        return "kk"
    return "uk" if letters & set("ґєї") else "ru"


def level_label(level: Level, language: str) -> str:
    """Return a level as the archive writes it: `Ф. 5-Н`, `Fund 12`."""
    signs = _SIGNS.get(language, _SIGNS[""])
    sign = level.label or signs.get(level.kind) or _SIGNS[""].get(level.kind, "")
    number = " ".join(part for part in (level.number, level.suffix, level.volume) if part)
    return f"{sign} {number}".strip()


def place_text(archive: Archive | None, chain: Sequence[Unit]) -> str:
    """Return a place as the user types it: `АП РК/Ф. 5-Н/Оп. 1/Д. 5059`; "" for none."""
    if archive is None:
        return ""
    language = archive_language(archive)
    return "/".join([archive.label, *(level_label(unit.level, language) for unit in chain)])
