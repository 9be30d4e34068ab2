"""Citing without a library: records, lists and case files that come from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archivist.citation.cases.forms import PUBLISHED, Mentioned, archival_form
from archivist.citation.cases.running import check_file
from archivist.citation.entries import format_entry, format_place, is_archival
from archivist.citation.fields import read_citable
from archivist.citation.listing import format_list
from archivist.citation.parsing.entries import parse_list
from archivist.citation.parsing.fields import to_fields
from archivist.citation.shelf import CSL
from archivist.errors import ParseError
from archivist.library.values import UNKNOWN_LANGUAGE
from archivist.services.citables import style_named

if TYPE_CHECKING:
    from archivist.citation.cases.running import SectionChecked
    from archivist.citation.csl.engine import CslEngine
    from archivist.citation.parsing.lexicon import Lexicon
    from archivist.citation.shelf import StyleShelf
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText
    from archivist.library.values import LanguageCode

_HOLDERS = ("entries", "records", "items", "references")
"""Under one of these names a JSON object holds its records."""

_MENTIONS = {Mentioned.FIRST: True, Mentioned.LATER: False}


class Outside:
    """Prints, reads and checks citations that are in no library."""

    def __init__(self, shelf: StyleShelf, csl: CslEngine | None, lexicon: Lexicon) -> None:
        self._shelf = shelf
        self._csl = csl
        self._lexicon = lexicon

    def print_records(
        self,
        data: object,
        style: str,
        *,
        language: LanguageCode | None = None,
        first: bool | None = None,
    ) -> tuple[RichText, ...]:
        """Print records in their order, in a style of the shelf, of CSL, or as case files call it.

        `data` is a list of records, one record, or an object that holds a list of them; a record is
        a CSL-JSON item or fields by name, as `read_list` gives them. `language` is for records that
        name none. `first` names every archive as where it is met first (True) or later (False);
        None does so as each is met in the list.

        Raises:
            NotFoundError: when there is no such style.
            ParseError: when something is no record.
        """
        citables = [
            _spoken(read_citable(str(place), item), language)
            for place, item in enumerate(_items(data), 1)
        ]
        name, mention = self._named(style)
        printer = style_named(self._shelf, name)
        if mention is Mentioned.PLACE:
            return tuple(format_place(one, printer) for one in citables)
        if first is None:
            first = _MENTIONS.get(mention) if mention else None
        listed = format_list(citables, printer, csl=self._csl)
        if first is None:
            return listed
        return tuple(
            format_entry(one, printer, first=first) if is_archival(one) else text
            for one, text in zip(citables, listed, strict=True)
        )

    def read_list(self, text: str) -> tuple[dict[str, Any], ...]:
        """Read a list of references; each entry as JSON tells it (`citation.parsing.fields`)."""
        return tuple(to_fields(entry) for entry in parse_list(text, self._lexicon))

    def check_cases(self, data: object) -> tuple[SectionChecked, ...]:
        """Compare all that a case file expects with what is printed, section by section.

        Raises:
            ParseError: when it is no case file.
        """
        if not isinstance(data, Mapping):
            raise ParseError(str(data), 0, "an object with the sections of a case file")
        return check_file(data, self._shelf, self._csl)

    def _named(self, style: str) -> tuple[str, Mentioned | None]:
        """Return the style that a name means, and which form of it a case file's name asks for."""
        if style in self._shelf:
            return style, None
        if f"{CSL}{style}" in self._shelf:
            return f"{CSL}{style}", None
        if form := archival_form(style):
            return form
        return PUBLISHED.get(style, style), None


def _items(data: object) -> list[object]:
    if isinstance(data, Mapping):
        held = next((data[name] for name in _HOLDERS if isinstance(data.get(name), list)), None)
        return list(held) if isinstance(held, list) else [data]
    if isinstance(data, list):
        return data
    raise ParseError(str(data), 0, "a list of records in square brackets")


def _spoken(citable: Citable, language: LanguageCode | None) -> Citable:
    if language is None or citable.record.language != UNKNOWN_LANGUAGE:
        return citable
    return replace(citable, record=replace(citable.record, language=language))
