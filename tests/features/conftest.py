"""The command line as a historian types it, and a library with the sample documents in it."""

from __future__ import annotations

import io
import json
import sys
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from factories import places_in

from archivist.cli.console import Faces
from archivist.cli.main import main
from archivist.services.sample import make_sample

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.paths import Places


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever JSON says
        """The JSON object on the last line."""
        return json.loads(self.out.splitlines()[-1])


class CommandLine:
    """Runs commands in this process, for a user with folders of their own."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.opened: list[Path | None] = []

    def __call__(self, *words: object, typed: str = "") -> Answer:
        out, err = io.StringIO(), io.StringIO()
        before = sys.stdin
        sys.stdin = io.StringIO(typed)
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = main([str(word) for word in words], self.places, self._faces())
        finally:
            sys.stdin = before
        return Answer(code=code, out=out.getvalue(), err=err.getvalue())

    def _faces(self) -> Faces:
        def window(folder: Path | None) -> int:
            self.opened.append(folder)
            return 0

        return Faces(window=window, pictures=lambda _library, _folder, _query: ())


@dataclass(frozen=True)
class Study:
    """A library with the sample documents, and the ids of its sources by file name."""

    archivist: CommandLine
    library: Path
    documents: Path
    ids: dict[str, int]


@pytest.fixture
def archivist(places: Places) -> CommandLine:
    return CommandLine(places)


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Made once, by the commands that a historian would type; tests only add to it."""
    folder = tmp_path_factory.mktemp("study")
    archivist = CommandLine(places_in(folder / "user"))
    resources = archivist.places.resources
    documents = make_sample(resources, folder / "documents").folder
    plan = tomllib.loads((resources / "sample" / "sample.toml").read_text(encoding="utf-8"))
    library = folder / "library"
    assert archivist("init", library).code == 0
    ids: dict[str, int] = {}
    for document in plan["document"]:
        path = documents / document["file"]
        words = ("--under", document["under"], "--group", document["group"], "--ocr", "off")
        answer = archivist("import", library, path, *words, "--json")
        assert answer.code == 0, answer.err
        ids[path.name] = answer.json["files"][0]["source_id"]
    return Study(archivist=archivist, library=library, documents=documents, ids=ids)
