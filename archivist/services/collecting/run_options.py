"""What holds for all files of a run, kept with it as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.errors import MissingProgramError, NotFoundError
from archivist.ingest import tesseract
from archivist.ingest.reader import OcrOrder
from archivist.library.values import UNKNOWN_LANGUAGE, GroupId, LanguageCode

if TYPE_CHECKING:
    from archivist.services.collecting.report import ImportOptions


@dataclass(frozen=True, kw_only=True, slots=True)
class RunOptions:
    """The part of `ImportOptions` that is needed when a file comes in.

    `joint_title` names the source that all files make together, when they are not `separate`. What
    is to `link` stays where it lies.
    """

    group_id: GroupId | None = None
    ocr: str = "auto"
    language: LanguageCode = UNKNOWN_LANGUAGE
    separate: bool = True
    joint_title: str = ""
    link: bool = False

    @classmethod
    def of(cls, options: ImportOptions, joint_title: str) -> RunOptions:
        """Take what is to be kept of the options of an import."""
        return cls(
            group_id=options.group_id,
            ocr=options.ocr,
            language=options.language,
            separate=options.separate,
            joint_title=joint_title,
            link=options.link,
        )

    def to_json(self) -> str:
        """Return the text to keep."""
        return json.dumps(
            {
                "group_id": self.group_id,
                "ocr": self.ocr,
                "language": self.language,
                "separate": self.separate,
                "joint_title": self.joint_title,
                "link": self.link,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> RunOptions:
        """Return what was kept; what is not understood is left out."""
        try:
            found = json.loads(text) if text else {}
        except ValueError:
            found = {}
        if not isinstance(found, dict):
            return cls()
        group_id = found.get("group_id")
        return cls(
            group_id=GroupId(group_id) if isinstance(group_id, int) else None,
            ocr=str(found.get("ocr", "auto")),
            language=LanguageCode(str(found.get("language", ""))),
            separate=bool(found.get("separate", True)),
            joint_title=str(found.get("joint_title", "")),
            link=found.get("link") is True,
        )


def ocr_order(ocr: str) -> OcrOrder | None:
    """Return what is ordered of text recognition, None when it is off or cannot be had.

    Raises:
        MissingProgramError: when languages are ordered without Tesseract.
        NotFoundError: when Tesseract lacks an ordered language.
    """
    if ocr == "off" or (ocr == "auto" and not tesseract.program()):
        return None
    if ocr == "auto":
        return OcrOrder()
    known = tesseract.languages()
    if not known:
        raise MissingProgramError("Tesseract", tesseract.INSTALL)
    languages = tuple(ocr.split("+"))
    for language in languages:
        if language not in known:
            what = "language for text recognition"
            raise NotFoundError(what, language, known, "on this machine")
    return OcrOrder(languages=languages)
