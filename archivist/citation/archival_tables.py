"""Reads what a style's file says of archives: their names, their labels, their documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.citation.documents import DOCUMENT_FIELDS
from archivist.citation.styles import ArchivalForm, ArchiveForm, Labels, PeopleForm, Words
from archivist.citation.transliteration import SCHEMES
from archivist.library.references import UnitKind
from archivist.library.values import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Set

    from archivist.citation.template import Template

    TemplateReader = Callable[[str, Set[str]], Template]

ARCHIVE_FIELDS = frozenset({"full", "abbreviation", "compact", "shortened", "place", "country"})

_TEMPLATES = ("head", "placed", "unplaced", "reference", "later", "listed", "collected")


class ArchivalReader:
    """Makes the archival half of a style of what its file says."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def labels(self) -> dict[str, Labels]:
        """Return the labels by language, or by `<language of the name>-<language of the archive>`.

        The latter say only what is other than in the language of the name.
        """
        tables: dict[str, dict[str, str]] = self._data["labels"]
        if not tables:
            raise ValueError("there are no labels")
        labels = {}
        for code, own in tables.items():
            language = code.partition("-")[0]
            forms = {**tables.get(language, {}), **own}
            scheme = forms.get("romanise", "")
            if scheme and scheme not in SCHEMES:
                raise ValueError(f"there is no romanise = {scheme}; there are {SCHEMES}")
            labels[code] = Labels(language=LanguageCode(language), forms=forms, romanise=scheme)
        return labels

    def archive(self, template: TemplateReader) -> ArchiveForm:
        """Return how archives are named."""
        table = self._data["archive"]
        return ArchiveForm(
            follow=_languages(table["follow"]),
            otherwise=_languages(table["otherwise"]),
            first=template(table["first"], ARCHIVE_FIELDS),
            later=template(table["later"], ARCHIVE_FIELDS),
            authored=_languages(table.get("authored", ())),
            shortened=table.get("shortened", {}),
        )

    def archival(
        self,
        template: TemplateReader,
        people: PeopleForm,
        words: Mapping[LanguageCode, Words],
    ) -> ArchivalForm:
        """Return how documents are printed, in names and words of their own."""
        table = self._data["archival"]
        for kind in table.get("apart", ()):
            if kind not in tuple(UnitKind):
                raise ValueError(f"there is no level {kind}; there are {', '.join(UnitKind)}")
        for name in ("levels", "sheets", "files"):
            if name not in table["between"]:
                raise ValueError(f"archival.between does not say {name}")
        forms = {
            name: template(table[name], DOCUMENT_FIELDS) if name in table else ()
            for name in _TEMPLATES
        }
        return ArchivalForm(
            head=forms["head"],
            placed=forms["placed"],
            unplaced=forms["unplaced"],
            reference=forms["reference"],
            later=forms["later"],
            listed=forms["listed"],
            collected=forms["collected"],
            headline=table.get("headline", False),
            signed=table.get("signed", False),
            spaced=table.get("spaced", False),
            by_researcher=template(table["by_researcher"], frozenset({"head"})),
            between=table["between"],
            names=table.get("names", {}),
            people=people,
            words=words,
            apart=tuple(table.get("apart", ())),
            titles=tuple(table.get("titles", ())),
            day_first=tuple(table.get("day_first", ())),
            generic=tuple(table.get("generic", ())),
            end=table.get("end", "."),
        )


def _languages(codes: list[str]) -> tuple[LanguageCode, ...]:
    return tuple(map(LanguageCode, codes))
