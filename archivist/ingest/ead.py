"""Reads finding aids in EAD 2002 (with and without namespace or DTD) and EAD3.

No entity is resolved and no address followed; what a named entity stands for is looked up in the
list of HTML, or in the file's own declarations when it is a short plain text there.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lxml import etree

from archivist.errors import UnreadableFileError
from archivist.library.archive import LEVEL_WORDS
from archivist.library.inventories import Component, ReadInventory, Slip
from archivist.library.references import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MOST_COMPONENTS = 200_000
"""A finding aid with more components than that is refused."""

_LARGEST = 200 * 1024**2
_LONGEST = 20_000
"""Letters of one note; what is longer is cut."""
_LONGEST_ENTITY = 1_000

_LEVELS = {
    "fonds": UnitKind.FUND,
    "collection": UnitKind.COLLECTION,
    "recordgrp": UnitKind.RECORD_GROUP,
    "subfonds": UnitKind.SUBGROUP,
    "subgrp": UnitKind.SUBGROUP,
    "series": UnitKind.SERIES,
    "subseries": UnitKind.SECTION,
    "file": UnitKind.FILE,
    "item": UnitKind.ITEM,
}
_OTHER_LEVELS = {
    "box": UnitKind.BOX,
    "folder": UnitKind.FOLDER,
    "container": UnitKind.CONTAINER,
    "piece": UnitKind.PIECE,
    "collection": UnitKind.COLLECTION,
    "department": UnitKind.DEPARTMENT,
}
_COMPONENT = re.compile(r"c(?:0[1-9]|1[0-2])?")
_LABELS = {kind: re.compile(rf"^(?:{words})[.\s№]+(?=\S)", re.I) for kind, words in LEVEL_WORDS}
_JOINTS = " /.,;:-–—_|"
_ACCESS = ("accessrestrict", "legalstatus")
_PUBLICATION = ("userestrict",)
_NOTES = ("scopecontent", "odd", "note", "phystech", "altformavail", "originalsloc")
_HEADS = {"head"}


def is_ead(head: bytes) -> bool:
    """Tell whether a file that begins so is a finding aid, also one wrapped in an OAI answer."""
    return bool(re.search(rb"<(?:\w+:)?ead[\s>]|<!DOCTYPE\s+ead[\s>]|OAI-PMH", head))


def read_ead(path: Path, name: str) -> ReadInventory:
    """Read a finding aid whole.

    Raises:
        UnreadableFileError: when it is damaged, too large, or holds no description.
    """
    if path.stat().st_size > _LARGEST:
        raise UnreadableFileError(name, f"it is larger than {_LARGEST // 1024**2} MB")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        with path.open("rb") as file:  # a name might be taken for an address
            tree = etree.parse(file, parser)
    except etree.XMLSyntaxError as error:
        what = re.split(r", (?:line|use|try|see) ", error.msg or "")[0]
        raise UnreadableFileError(
            name, f"it is no sound XML ({what})", error.lineno or 0
        ) from error
    return _Reading(tree, name).read()


class _Reading:
    """The reading of one finding aid."""

    def __init__(self, tree: etree._ElementTree, name: str) -> None:
        self._root = tree.getroot()
        self._name = name
        self._words = _Words(tree)
        self._components: list[Component] = []
        self._codes: list[str] = []  # the whole reference codes of the components
        self._slips: list[Slip] = []

    def read(self) -> ReadInventory:
        found = False
        for top in self._root.iter("{*}archdesc"):
            found = True
            self._add_all(top, self._identity(top))
        if not found:
            raise UnreadableFileError(self._name, "it holds no finding aid (no “archdesc”)")
        return ReadInventory(
            name=self._name, components=tuple(self._components), slips=tuple(self._slips)
        )

    def _identity(self, top: etree._Element) -> str:
        """Return what tells this finding aid from others of the same archive."""
        did = _child(top, "did")
        ead = top.getparent()
        for name in ("eadid", "recordid"):
            for one in ead.iter(f"{{*}}{name}") if ead is not None else ():
                if said := self._words.of(one):
                    return said
        return self._code(did) if did is not None else ""

    def _add_all(self, top: etree._Element, identity: str) -> None:
        """Add an archdesc and all below it, parents first, without recursion."""
        waiting: list[tuple[etree._Element, int]] = [(top, -1)]
        while waiting:
            element, parent = waiting.pop()
            below = list(_components(element))
            place = self._add(element, parent, identity, leaf=not below)
            place = parent if place is None else place
            waiting.extend((one, place) for one in reversed(below))

    def _add(
        self, element: etree._Element, parent: int, identity: str, *, leaf: bool
    ) -> int | None:
        if len(self._components) >= MOST_COMPONENTS:
            raise UnreadableFileError(
                self._name, f"it has more than {MOST_COMPONENTS:,} components"
            )
        line = _line(element)
        did = _child(element, "did")
        if did is None:
            if parent >= 0:
                self._slips.append(Slip(line=line, reason="it describes nothing (no “did”)"))
                return None
            did = etree.Element("did")
        made = self._component(element, did, parent, leaf=leaf)
        if not (made.number or made.name) and parent >= 0:
            self._slips.append(Slip(line=line, reason="it has neither a number nor a title"))
            return None
        key = element.get("id") or ""
        self._components.append(
            replace(made, line=line, key=f"{identity}#{key}" if key and identity else "")
        )
        self._codes.append(self._code(did))
        return len(self._components) - 1

    def _component(
        self, element: etree._Element, did: etree._Element, parent: int, *, leaf: bool
    ) -> Component:
        kind = self._kind(element, leaf=leaf)
        number, label = self._number(self._code(did), kind, parent), ""
        if not number:
            label, number = self._container(did)
        dates, normal = self._dates(did)
        return Component(
            line=0,
            parent=parent,
            kind=kind,
            number=number,
            label=label,
            name=self._words.all_of(did, "unittitle").rstrip(" ,;"),
            dates=dates,
            normal=normal,
            extent=self._extent(did),
            access=self._blocks(element, _ACCESS),
            publication=self._blocks(element, _PUBLICATION),
            note=self._note(element, did, with_containers=not label),
            archive=self._repository(did) if parent < 0 else "",
        )

    def _kind(self, element: etree._Element, *, leaf: bool) -> UnitKind:
        level = (element.get("level") or "").lower()
        if level in _LEVELS:
            return _LEVELS[level]
        other = (element.get("otherlevel") or "").lower()
        for word, kind in _OTHER_LEVELS.items():
            if word in other:
                return kind
        if _local(element) == "archdesc":
            return UnitKind.FUND
        return UnitKind.FILE if leaf else UnitKind.SECTION

    def _code(self, did: etree._Element) -> str:
        """Return the reference code; of several the first that is no address of a program."""
        codes = [
            text
            for one in _children(did, ("unitid",))
            if (text := self._words.of(one)) and not (one.get("type") or "").endswith("uri")
        ]
        return codes[0] if codes else ""

    def _number(self, code: str, kind: UnitKind, parent: int) -> str:
        """Return what a code adds to that of the unit above, without the word of its level."""
        above = parent
        while above >= 0:
            start = self._codes[above]
            rest = code[len(start) :]
            if start and code.startswith(start) and rest[:1] and rest[0] in _JOINTS:
                code = rest.lstrip(_JOINTS)
                break
            above = self._components[above].parent
        if kind in _LABELS:
            code = _LABELS[kind].sub("", code)
        return code.strip()

    def _container(self, did: etree._Element) -> tuple[str, str]:
        """Return label and number of what only its containers tell: `Box`, `1, folder 24`."""
        named = [
            (_kind_of(one), self._words.of(one))
            for one in _children(did, ("container",))
            if self._words.of(one)
        ]
        if not named:
            return "", ""
        (label, first), *rest = named
        tail = [f"{kind.lower()} {text}".strip() for kind, text in rest]
        return label.capitalize(), ", ".join([first, *tail])

    def _dates(self, did: etree._Element) -> tuple[str, str]:
        """Return the dates in words and in the ISO form; those of the bulk only where alone."""
        found = []
        for one in did.iter("{*}unitdate", "{*}unitdatestructured", "{*}unitdatedigital"):
            kind = one.get("type") or one.get("unitdatetype") or ""
            words, normal = self._words.of(one), one.get("normal") or ""
            if not normal and "structured" in _local(one):
                words, normal = self._structured(one)
            if words or normal:
                found.append((kind == "bulk", words or normal.replace("/", "–"), normal))
        if not found:
            return "", ""
        usual = [one for one in found if not one[0]] or found
        if len(usual) == 1:
            return usual[0][1], usual[0][2]
        return "; ".join(words.rstrip(" ,;.") for _, words, _ in usual), ""

    def _structured(self, date: etree._Element) -> tuple[str, str]:
        """Return words and ISO form of a date of EAD3 that consists of parts."""
        names = ("fromdate", "todate", "datesingle")
        parts = [one for one in date.iter() if isinstance(one.tag, str) and _local(one) in names]
        words = [self._words.of(one) for one in parts]
        days = [one.get("standarddate") or "" for one in parts]
        normal = f"{min(days)}/{max(days)}" if days and all(days) else ""
        return "–".join(filter(None, words)), normal

    def _extent(self, did: etree._Element) -> str:
        told = []
        for one in _children(did, ("physdesc", "physdescset", "physdescstructured")):
            extents = [self._words.of(part) for part in one.iter("{*}extent")]
            if structured := self._quantities(one):
                told.append(structured)
            else:
                told.append(", ".join(filter(None, extents)) or self._words.of(one))
        return "; ".join(filter(None, told))

    def _quantities(self, element: etree._Element) -> str:
        """Return the extents of EAD3: a quantity and its unit."""
        told = []
        for one in element.iter("{*}physdescstructured"):
            parts = [self._words.all_of(one, name) for name in ("quantity", "unittype")]
            told.append(" ".join(filter(None, parts)))
        return ", ".join(filter(None, told))

    def _note(self, element: etree._Element, did: etree._Element, *, with_containers: bool) -> str:
        told = [self._blocks(element, _NOTES)]
        told += [self._words.of(one) for one in _children(did, ("abstract", "note", "didnote"))]
        if with_containers:
            label, number = self._container(did)
            told.append(f"{label} {number}".strip())
        told += [self._words.of(one) for one in _children(did, ("physloc",))]
        return "\n".join(filter(None, told))[:_LONGEST]

    def _blocks(self, element: etree._Element, names: tuple[str, ...]) -> str:
        told = []
        for block in _children(element, names):
            paragraphs = [self._words.of(one) for one in _paragraphs(block)]
            told.append("\n".join(filter(None, paragraphs)))
        return "\n".join(filter(None, told))[:_LONGEST]

    def _repository(self, did: etree._Element) -> str:
        for one in _children(did, ("repository",)):
            for name in ("corpname", "name"):
                for part in _children(one, (name,)):
                    return self._words.of(part)
            return " ".join(filter(None, [" ".join((one.text or "").split())])) or self._words.of(
                one
            )
        return ""


class _Words:
    """Turns elements into their words; knows what the file's entities stand for."""

    def __init__(self, tree: etree._ElementTree) -> None:
        self._entities: dict[str, str] = {}
        dtd = tree.docinfo.internalDTD
        declared: Any = dtd  # the stubs do not know that it has entities
        for entity in declared.iterentities() if dtd is not None else ():
            text = entity.content or ""
            if len(text) <= _LONGEST_ENTITY and not set(text) & {"&", "<"}:
                self._entities[entity.name] = text

    def of(self, element: etree._Element) -> str:
        """Return all words in an element, in one line."""
        return " ".join("".join(self._pieces(element)).split())

    def all_of(self, element: etree._Element, name: str) -> str:
        """Return the words of all children of a name."""
        return "; ".join(filter(None, (self.of(one) for one in _children(element, (name,)))))

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if child.tag is etree.Entity:
                yield self._entity(child.text or "")
            elif isinstance(child.tag, str):
                yield from self._pieces(child)
                if _local(child) in {"p", "item", "part", "lb", "head"}:
                    yield " "
            yield child.tail or ""

    def _entity(self, reference: str) -> str:
        name = reference.strip("&;")
        known = self._entities.get(name)
        return known if known is not None else html.unescape(f"&{name};")


def _paragraphs(block: etree._Element) -> Iterator[etree._Element]:
    """Yield what a block says, piece by piece, without its heading."""
    pieces = [one for one in block if isinstance(one.tag, str) and _local(one) not in _HEADS]
    yield from pieces or [block]


def _components(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the components right below one, also those in a `dsc` or a group."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = _local(child)
        if _COMPONENT.fullmatch(name):
            yield child
        elif name in {"dsc", "dscgrp"}:
            yield from _components(child)


def _children(element: etree._Element, names: Iterable[str]) -> list[etree._Element]:
    """Return children of certain names, also inside the wrappers of EAD 2002."""
    wanted, found = set(names), []
    for child in element:
        if isinstance(child.tag, str):
            name = _local(child)
            if name in wanted:
                found.append(child)
            elif name in {"descgrp", "physdescset"}:
                found += _children(child, names)
    return found


def _child(element: etree._Element, name: str) -> etree._Element | None:
    found = _children(element, (name,))
    return found[0] if found else None


def _kind_of(container: etree._Element) -> str:
    return container.get("type") or container.get("localtype") or container.get("label") or ""


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0
