"""Folders that collect by themselves: a camera's, a phone's, a scanner's."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import NewType

from archivist.library.values import UNKNOWN_LANGUAGE, GroupId, LanguageCode

WatchedId = NewType("WatchedId", int)

_MOST_ARRIVALS = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathering:
    """What is to be done with the files of a folder.

    `pattern` says where they go by the names of their folders, "" by none; `under` is the place in
    the archives for what the names leave out. Photographs of one file go `together` into one
    source. What does not fit is brought in unfiled, or `left_out`.
    """

    pattern: str = ""
    under: str = ""
    together: bool = True
    left_out: bool = False


PLAIN_GATHERING = Gathering()


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """Files that came from a folder at once: when (ISO), and how many."""

    when: str
    files: int


@dataclass(frozen=True, kw_only=True, slots=True)
class WatchedFolder:
    """A folder that is watched, and what came from it lately, the newest first."""

    id: WatchedId
    path: str
    gathering: Gathering = PLAIN_GATHERING
    group_id: GroupId | None = None
    ocr: str = "auto"
    language: LanguageCode = UNKNOWN_LANGUAGE
    paused: bool = False
    arrivals: tuple[Arrival, ...] = ()

    def with_arrival(self, arrival: Arrival) -> WatchedFolder:
        """Return it with files that came just now."""
        return replace(self, arrivals=(arrival, *self.arrivals)[:_MOST_ARRIVALS])


def options_of(folder: WatchedFolder) -> str:
    """Return as JSON what is ordered for a folder, but its pattern."""
    return json.dumps(
        {
            "under": folder.gathering.under,
            "together": folder.gathering.together,
            "left_out": folder.gathering.left_out,
            "group_id": folder.group_id,
            "ocr": folder.ocr,
            "language": folder.language,
        },
        ensure_ascii=False,
    )


def arrivals_of(folder: WatchedFolder) -> str:
    """Return as JSON what came."""
    return json.dumps([[arrival.when, arrival.files] for arrival in folder.arrivals])


def read_folder(folder: WatchedFolder, pattern: str, options: str, arrivals: str) -> WatchedFolder:
    """Return a folder with what was kept of it; what is not understood is left out."""
    found, came = _read(options), _read(arrivals)
    kept = found if isinstance(found, dict) else {}
    group_id = kept.get("group_id")
    return replace(
        folder,
        gathering=Gathering(
            pattern=pattern,
            under=str(kept.get("under", "")),
            together=kept.get("together") is not False,
            left_out=kept.get("left_out") is True,
        ),
        group_id=GroupId(group_id) if isinstance(group_id, int) else None,
        ocr=str(kept.get("ocr", "auto")),
        language=LanguageCode(str(kept.get("language", ""))),
        arrivals=tuple(
            Arrival(when=one[0], files=one[1])
            for one in (came if isinstance(came, list) else ())
            if isinstance(one, list) and list(map(type, one)) == [str, int]
        ),
    )


def _read(text: str) -> object:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None
