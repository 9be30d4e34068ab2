"""What a job holds beside its columns, as JSON: a path whose bytes are no text, and wishes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from archivist.library.jobs import NO_WISH, Wish
from archivist.library.values import GroupId

_PATH = "path"


def write_options(path: str, wish: Wish) -> str:
    """Return what to keep of a job, "" for nothing."""
    kept: dict[str, Any] = {key: value for key, value in asdict(wish).items() if value}
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps({_PATH: path, **kept})
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def exact_path(options: str) -> str:
    """Return the path whose bytes are no text, "" where it is one."""
    return _text(_read(options), _PATH)


def read_wish(options: str) -> Wish:
    """Return the wishes that were kept; what is not understood is left out."""
    found = _read(options)
    if not found:
        return NO_WISH
    group_id, tags = found.get("group_id"), found.get("tags")
    return Wish(
        title=_text(found, "title"),
        date=_text(found, "date"),
        sheet=_text(found, "sheet"),
        group_id=GroupId(group_id) if isinstance(group_id, int) else None,
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
        together=_text(found, "together"),
        lasting=found.get("lasting") is True,
    )


def _read(options: str) -> dict[str, Any]:
    try:
        found = json.loads(options) if options else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _text(found: dict[str, Any], key: str) -> str:
    value = found.get(key)
    return value if isinstance(value, str) else ""
