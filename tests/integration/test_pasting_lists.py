"""A printed list of references, pasted, corrected, cited again, taken back and done again."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.library.richtext import plain
from archivist.services.progress import finish
from archivist.services.workspace import open_library

if TYPE_CHECKING:
    from archivist.paths import Places
    from archivist.services.workspace import Workspace

CASES = json.loads(
    (Path(__file__).parents[1] / "reference" / "citations" / "parsed.json").read_text("utf-8")
)
ARTICLE = [case["input"] for case in CASES if case["id"] <= "P022"]
MENDED = [
    text.partition("] ")[2]
    .translate({ord(sign): None for sign in "*<>"})
    .replace("157,162", "157, 162")
    .replace("(SANKR),", "(SANKR).")
    for text in ARTICLE
]


def test_a_list_goes_into_the_library_and_comes_out_as_it_was(
    workspace: Workspace, places: Places
) -> None:
    pasted = finish(workspace.pasting.read("\n".join(ARTICLE)))
    taken = finish(workspace.pasting.take([one.decision() for one in pasted.proposals]))
    ids = [one for of_entry in taken.ids for one in of_entry]
    assert len(set(ids)) == len(ARTICLE)
    printed = [plain(text) for text in workspace.citing.cite(ids, "kz-english")]
    assert printed == MENDED
    workspace.undo()
    assert workspace.tree.counts().all == 0
    workspace.redo()
    assert [plain(text) for text in workspace.citing.cite(ids, "kz-english")] == MENDED
    workspace.close()
    with closing(open_library(workspace.folder, places)) as again:
        assert [plain(text) for text in again.citing.cite(ids, "kz-english")] == MENDED
        twice = finish(again.pasting.read("\n".join(ARTICLE)))
        assert [one.same[0].id for one in twice.proposals] == ids
