"""From the names that a user types to the things of a library; unknown names say what there is."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.errors import NotFoundError
from archivist.library.values import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.library.values import GroupId
    from archivist.services.workspace import Workspace


def find_group(library: Workspace, name: str) -> GroupId:
    """Return the group of a name, capitals apart.

    Raises:
        NotFoundError: with the names of all groups.
    """
    groups = [group for group, _ in library.sorting.groups()]
    for group in groups:
        if group.name.casefold() == name.casefold():
            return group.id
    raise NotFoundError("group", name, tuple(group.name for group in groups))


def check_tag(library: Workspace, name: str) -> None:
    """Make sure that a library has a tag, or one nested below it.

    Raises:
        NotFoundError: with the names of all tags.
    """
    tags = [tag.name for tag, _ in library.sorting.tags()]
    wanted = name.casefold()
    if not any(tag.casefold() == wanted or tag.casefold().startswith(wanted + "/") for tag in tags):
        raise NotFoundError("tag", name, tuple(tags))


def path(text: str) -> Path:
    """Read a path for argparse; an empty one, as a script may give, is not the present folder."""
    if not text:
        raise argparse.ArgumentTypeError("the name of a file or a folder is empty")
    return Path(text)


def language(text: str) -> LanguageCode:
    """Read a language code for argparse."""
    if not re.fullmatch(r"[A-Za-z]{2,3}", text):
        raise argparse.ArgumentTypeError(f"“{text}” is no language code such as ru, kk, uk, en, zh")
    return LanguageCode(text.lower())


def file_ending(*suffixes: str) -> Callable[[str], Path]:
    """Return a reader for argparse of names of files that end in one of the suffixes."""

    def read(text: str) -> Path:
        path = Path(text)
        if path.suffix.lower() not in suffixes:
            raise argparse.ArgumentTypeError(
                f"the name of the file must end in one of {', '.join(suffixes)}"
            )
        return path

    return read
