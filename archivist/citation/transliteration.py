"""Cyrillic letters in Latin script, for the numbers of files in lists in Latin script.

BSI is what journals of Kazakhstan ask for, ALA-LC (plain) what libraries use; they differ in ю and
я. Letters that Kazakh alone has follow the Latin alphabet of 2021. Text in other scripts stays.
"""

from __future__ import annotations

from archivist.library.values import RU, UK, LanguageCode

_COMMON = dict(zip("абвгдеёзийклмнопрстуфъыьэ", "abvgdeeziiklmnoprstuf\"y'e", strict=True)) | {
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
}
_KAZAKH = dict(zip("әғқңөұүһі", "äğqñöūühı", strict=True))
_UKRAINIAN = {"г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "i", "є": "ie"}
_ALA_LC = {"ю": "iu", "я": "ia"}

SCHEMES = ("bsi", "ala-lc")
"""The names of the schemes."""


def romanise(text: str, *, language: LanguageCode = RU, scheme: str = "bsi") -> str:
    """Return a text with its Cyrillic letters in Latin script."""
    table = _COMMON | _KAZAKH
    if scheme == "ala-lc":
        table |= _ALA_LC
    if language == UK:
        table |= _UKRAINIAN
    return "".join(
        _letter(letter, text[place + 1 : place + 2], table) for place, letter in enumerate(text)
    )


def _letter(letter: str, following: str, table: dict[str, str]) -> str:
    """Return one letter; a capital becomes `Sh` before a small letter, `SH` before a capital."""
    latin = table.get(letter.lower(), letter)
    if not letter.isupper():
        return latin
    return latin.upper() if following.isupper() else latin.capitalize()
