"""The XML of CSL styles: read with care, looked at, and made ready for printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.citation.csl.info import CslInfo
from archivist.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

LARGEST = 2_000_000
"""No style has more bytes than this; the largest of the stock has 250,000."""

_NS = "{http://purl.org/net/xbiblio/csl}"
_NUMBER = "citation-number"
_VARIABLES = {"text", "number", "names", "date", "label"}


def read_style(name: str, data: bytes) -> etree._Element:
    """Return the root of a style; comments are gone, and no entity is ever expanded.

    Raises:
        UnreadableFileError: when it is no CSL style, with the reason.
    """
    if len(data) > LARGEST:
        raise UnreadableFileError(name, f"it is larger than {LARGEST // 1_000_000} MB")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableFileError(name, "a CSL style declares no document type and no entities")
    from lxml import etree  # noqa: PLC0415 - quick start

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        why = getattr(error, "msg", "") or str(error)
        raise UnreadableFileError(name, f"it is no XML ({why})") from error
    if root.tag != f"{_NS}style":
        raise UnreadableFileError(name, "it is no CSL style: its first element is not <style>")
    return root


def info_of(root: etree._Element, name: str, origin: str) -> CslInfo:
    """Return what a style says of itself."""
    info = root.find(f"{_NS}info")
    told = info if info is not None else root
    categories = told.findall(f"{_NS}category")
    forms = [form for one in categories if (form := one.get("citation-format"))]
    return CslInfo(
        name=name,
        title=" ".join((told.findtext(f"{_NS}title") or name).split()),
        short=" ".join((told.findtext(f"{_NS}title-short") or "").split()),
        language=root.get("default-locale", ""),
        form=forms[0] if forms else "note" if root.get("class") == "note" else "author-date",
        fields=tuple(field for one in categories if (field := one.get("field"))),
        parent=parent_of(root),
        origin=origin,
    )


def parent_of(root: etree._Element) -> str:
    """Return the name of the style that a dependent style stands for, else ""."""
    for link in root.iter(f"{_NS}link"):
        if link.get("rel") == "independent-parent":
            return (link.get("href") or "").rstrip("/").rpartition("/")[2]
    return ""


def mark_signs(root: etree._Element) -> dict[str, str]:
    """Return what stands around the numbers of a style's marks, by the words of [marks]."""
    layout = root.find(f"{_NS}citation/{_NS}layout")
    if layout is None:
        return {}
    signs = {"open": layout.get("prefix", ""), "close": layout.get("suffix", "")}
    raised = layout.get("vertical-align") == "sup"
    told = {"kind": "superscript"} if raised else {}
    if delimiter := layout.get("delimiter"):
        told["numbers"] = delimiter
    return {**told, **signs} if raised or all(signs.values()) else told


def check_style(root: etree._Element, name: str) -> None:
    """Refuse an independent style that cannot print.

    Raises:
        UnreadableFileError: when it cites nothing, or a macro is missing or calls itself.
    """
    if root.find(f"{_NS}citation/{_NS}layout") is None:
        raise UnreadableFileError(name, "it says nothing of citations (<citation> with <layout>)")
    macros = _macros(root)
    for element in root.iter():
        called = element.get("macro", "")
        if called and called not in macros:
            raise UnreadableFileError(name, f"it calls the macro “{called}”, which it lacks")
    calls = {macro: set(_called(element)) for macro, element in macros.items()}
    while done := [macro for macro, called in calls.items() if not called & calls.keys()]:
        for macro in done:
            del calls[macro]
    if calls:
        raise UnreadableFileError(name, f"its macro “{min(calls)}” calls itself without end")


def prepared(root: etree._Element, locale: str) -> tuple[str, frozenset[str]]:
    """Return a style's XML as it is to print, and the languages that its layouts are for.

    The numbers of entries fall away, for the list prints its own, and so do dashes in the place of
    the author of the entry before, for the list has its own order. A `locale` overrides that of
    the style.
    """
    from lxml import etree  # noqa: PLC0415 - quick start

    if locale:
        root.set("default-locale", locale)
    macros = _macros(root)
    for bibliography in root.iterfind(f"{_NS}bibliography"):
        bibliography.attrib.pop("subsequent-author-substitute", "")
        for layout in bibliography.iterfind(f"{_NS}layout"):
            if _drop_numbers(layout, macros):
                bibliography.attrib.pop("second-field-align", "")
    languages = {
        language
        for layout in root.iter(f"{_NS}layout")
        for language in layout.get("locale", "").split()
    }
    return etree.tostring(root, encoding="unicode"), frozenset(languages)


def _drop_numbers(layout: etree._Element, macros: Mapping[str, etree._Element]) -> bool:
    """Take the numbers of entries out of a layout; tell whether there were any."""
    found = [
        element
        for element in layout.iter(f"{_NS}text", f"{_NS}number")
        if element.get("variable") == _NUMBER or _is_number(macros.get(element.get("macro", "")))
    ]
    for element in found:
        _drop(element, layout)
    return bool(found)


def _drop(element: etree._Element, layout: etree._Element) -> None:
    """Take an element out, with the groups that it leaves empty."""
    parent = element.getparent()
    while parent is not None:
        parent.remove(element)
        if len(parent) or parent is layout or parent.tag != f"{_NS}group":
            return
        element, parent = parent, parent.getparent()


def _is_number(macro: etree._Element | None) -> bool:
    """Tell whether a macro prints the number of the entry and nothing else."""
    if macro is None:
        return False
    printed = [
        element.get("variable", "macro" if element.get("macro") else "")
        for kind in _VARIABLES
        for element in macro.iter(f"{_NS}{kind}")
    ]
    return _NUMBER in printed and not set(printed) - {_NUMBER, ""}


def _macros(root: etree._Element) -> dict[str, etree._Element]:
    return {macro.get("name", ""): macro for macro in root.iterfind(f"{_NS}macro")}


def _called(macro: etree._Element) -> Iterator[str]:
    for element in macro.iter():
        if called := element.get("macro"):
            yield called
