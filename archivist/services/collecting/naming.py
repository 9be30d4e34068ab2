"""What a source is called when nothing but its file is known."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING

from archivist.library.people import Person, parse_person

if TYPE_CHECKING:
    from archivist.ingest.reader import ReadFile

_LONGEST = 300
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""What turns the letters after it round, or is no letter at all."""

_LETTER = re.compile(r"[^\W\d_]")
_FILE_NAME = re.compile(r"\.(?:docx?|pdf|rtf|odt|indd|qxd|p65|cdr|tex|dvi|pptx?|xlsx?|tmp)\b", re.I)
_EMPTY = re.compile(
    r"(?:untitled|без (?:названия|имени)|document|документ|доклад|презентация|presentation|"
    r"powerpoint presentation|презентация powerpoint|microsoft word|слайд|slide|страница|page|"
    r"title|unknown title|заголовок|название|test|scan|image|doc|book|книга|print|output|layout)"
    r"[\s\d().-]*",
    re.I,
)
_NOBODY = re.compile(
    r"(?:user|пользователь|admin|administrator|администратор|owner|author|автор|home|pc|comp|"
    r"windows(?: user)?|пользователь windows|microsoft(?: office)?(?: user)?|unknown|anonymous|"
    r"гость|guest|scanner|hp|canon.*|xerox.*|kyocera.*|acer|asus|lenovo|dell|samsung|1|root)[\s\d]*",
    re.I,
)
_INITIALS_LAST = re.compile(r"(?P<family>[^\W\d_][\w'’-]+)\s+(?P<given>(?:[^\W\d_]\.\s*){1,3})")
_INITIALS_FIRST = re.compile(r"(?P<given>(?:[^\W\d_]\.\s*){1,3})\s*(?P<family>[^\W\d_][\w'’-]+)")


def title_of(read: ReadFile | None, file_name: str) -> str:
    """Return a file's own title when it is a sensible one, else what its name says."""
    title = read.title.strip() if read else ""
    if _is_title(title, file_name):
        return title
    name = _TURNS.sub("", unicodedata.normalize("NFC", file_name))
    stem = PurePath(name).stem
    return " ".join(stem.replace("_", " ").split()) or file_name


def creators_of(read: ReadFile) -> tuple[Person, ...]:
    """Return the creators that a file names, without the names of machines and of nobody."""
    names = (" ".join(name.split()) for name in read.creators)
    return tuple(
        _person(name)
        for name in names
        if len(name) < _LONGEST and _LETTER.search(name) and not _NOBODY.fullmatch(name)
    )


def sheet_of(label: str) -> str:
    """Return the name of a page as a label of its sheet, "" when it is none."""
    return label if len(label) <= 16 and label.isprintable() else ""  # noqa: PLR2004 - "CXXXVIII об."


def _is_title(title: str, file_name: str) -> bool:
    return (
        3 <= len(title) <= _LONGEST  # noqa: PLR2004
        and len(_LETTER.findall(title)) * 2 > len(title.replace(" ", ""))
        and title.isprintable()
        and not _FILE_NAME.search(title)
        and not _EMPTY.fullmatch(title)
        and "\ufffd" not in title
        and title != file_name
    )


def _person(name: str) -> Person:
    """Read a name as a file has it: `Family, Given`, initials and family, or as it stands."""
    initials = _INITIALS_LAST.fullmatch(name) or _INITIALS_FIRST.fullmatch(name)
    if initials and "," not in name:
        return Person(family=initials["family"], given=initials["given"].strip())
    return parse_person(name)
