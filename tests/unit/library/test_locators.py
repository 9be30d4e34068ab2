"""Locators as people type them."""

from __future__ import annotations

import pytest

from archivist.library.locators import LocatorKind, parse_locator


@pytest.mark.parametrize(
    ("typed", "kind", "numbers", "many"),
    [
        ("61", LocatorKind.BARE, "61", False),
        ("12-15", LocatorKind.BARE, "12-15", True),
        ("61 об.", LocatorKind.BARE, "61 об.", False),
        ("12об, 14", LocatorKind.BARE, "12об, 14", True),
        ("1r–3v", LocatorKind.BARE, "1r–3v", True),
        ("л. 61 об.", LocatorKind.SHEET, "61 об.", False),
        ("Л. 59, 60", LocatorKind.SHEET, "59, 60", True),
        ("лл. 1–3 об.", LocatorKind.SHEET, "1–3 об.", True),
        ("арк.5", LocatorKind.SHEET, "5", False),
        ("с. 12", LocatorKind.PAGE, "12", False),
        ("стр. 12", LocatorKind.PAGE, "12", False),
        ("pp. 3, 4", LocatorKind.PAGE, "3, 4", True),
        ("p. xiv", LocatorKind.PAGE, "xiv", False),
        ("fol. 1r–3v", LocatorKind.SHEET, "1r–3v", True),
        ("15-б.", LocatorKind.PAGE, "15", False),
        ("12–13-п.", LocatorKind.SHEET, "12–13", True),
        ("карта 3", LocatorKind.OTHER, "карта 3", False),
        ("рис. 2", LocatorKind.OTHER, "рис. 2", False),
        ("с видом", LocatorKind.OTHER, "с видом", False),
        ("", LocatorKind.OTHER, "", False),
    ],
)
def test_what_a_locator_counts(typed: str, kind: LocatorKind, numbers: str, many: bool) -> None:
    place = parse_locator(typed)
    assert (place.kind, place.numbers, place.many) == (kind, numbers, many)
