"""What goes wrong in the world: each ends in one sentence and a code, and nothing is lost."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archivist.cli.console import Faces
from archivist.cli.main import main
from archivist.errors import ReadOnlyLibraryError
from archivist.library.records import Record, RecordKind
from archivist.services.workspace import make_library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Answer, CommandLine, Study

_HOLD = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from factories import places_in
from archivist.services.workspace import open_library
library = open_library(Path({folder!r}), places_in(Path({user!r})))
print("open", flush=True)
sys.stdin.read()
library.close()
"""

_IMPORT = """
import signal
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from factories import places_in
from archivist.cli.main import main
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # where tests run it may be ignored
    sys.exit(main({words!r}, places_in(Path({user!r})), None))
"""


def _one_sentence(answer: Answer) -> str:
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err
    return answer.err


@pytest.fixture
def library(archivist: CommandLine, tmp_path: Path) -> Path:
    folder = tmp_path / "books"
    assert archivist("init", folder).code == 0
    (tmp_path / "note.txt").write_text("Пограничные знаки найдены.", encoding="utf-8")
    assert archivist("import", folder, tmp_path / "note.txt").code == 0
    return folder


@pytest.fixture
def held(archivist: CommandLine, library: Path) -> Iterator[Path]:
    """A library that another process has open for writing."""
    script = _HOLD.format(
        tests=str(Path(__file__).parents[1]),
        folder=str(library),
        user=str(archivist.places.cache.parent),
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        yield library
        other.communicate()


def test_a_folder_without_a_library(archivist: CommandLine, tmp_path: Path) -> None:
    answer = archivist("search", tmp_path, "знак")
    assert answer.code == 3
    assert str(tmp_path) in _one_sentence(answer)


def test_a_library_is_not_made_over_something(archivist: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("important", encoding="utf-8")
    answer = archivist("init", tmp_path)
    assert answer.code == 3
    assert "no library was made" in _one_sentence(answer)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_library_of_a_newer_archivist(archivist: CommandLine, library: Path) -> None:
    with closing(sqlite3.connect(library / "library.db")) as file:
        file.execute("UPDATE alembic_version SET version_num = 'ffffffffffff'")
        file.commit()
    before = (library / "library.db").read_bytes()
    for words in (("search", library, "знак"), ("import", library, __file__)):
        answer = archivist(*words)
        assert answer.code == 3
        assert "newer Archivist" in _one_sentence(answer)
    assert (library / "library.db").read_bytes() == before


def test_a_damaged_database(archivist: CommandLine, library: Path) -> None:
    database = library / "library.db"
    damaged = bytearray(database.read_bytes())
    damaged[:] = b"\xde\xad" * (len(damaged) // 2)
    database.write_bytes(damaged)
    for words in (("search", library, "знак"), ("import", library, __file__), ("verify", library)):
        answer = archivist(*words)
        assert answer.code == 3
        assert "damaged" in _one_sentence(answer)


def test_a_damaged_database_is_replaced_by_its_last_copy(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    for copy in (library / "backups").glob("*.db"):
        os.utime(copy, (0, 0))  # made long ago
    (tmp_path / "second.txt").write_text("Колодец у дороги.", encoding="utf-8")
    archivist("import", library, tmp_path / "second.txt")
    (library / "library.db").write_bytes(b"\xde\xad" * 10_000)
    assert archivist("search", library, "колодцы").code == 3
    newest = max((library / "backups").glob("*.db"))
    (library / "library.db").write_bytes(newest.read_bytes())
    assert archivist("search", library, "колодцы", "--json").json["total"] == 1
    assert archivist("verify", library).code == 0


def test_a_library_that_crashed_is_replaced_by_a_copy_as_the_sentence_says(
    archivist: CommandLine, library: Path
) -> None:
    log = library / "library.db-wal"
    with closing(sqlite3.connect(library / "library.db")) as crashed:
        crashed.execute("UPDATE sources SET title = 'Новое'")
        crashed.commit()
        left = log.read_bytes()
    log.write_bytes(left)
    (copy,) = (library / "backups").glob("*.db")
    (library / "library.db").write_bytes(b"\xde\xad" * 10_000)
    sentence = _one_sentence(archivist("verify", library))
    for name in ("library.db", "library.db-wal"):
        assert f"“{name}”" in sentence
    (library / "library.db").write_bytes(copy.read_bytes())
    log.unlink()
    assert archivist("verify", library).code == 0


def test_a_library_that_is_open_elsewhere_is_not_changed(
    archivist: CommandLine, held: Path, tmp_path: Path
) -> None:
    answer = archivist("import", held, tmp_path / "note.txt")
    assert answer.code == 3
    assert "already open" in _one_sentence(answer)


def test_a_library_that_is_open_elsewhere_is_searched_cited_and_verified(
    archivist: CommandLine, held: Path, tmp_path: Path
) -> None:
    found = archivist("search", held, "знак", "--json")
    assert found.code == 0, found.err
    source = found.json["hits"][0]["source_id"]
    assert archivist("cite", "source", held, "--source", source).code == 0
    assert archivist("references", held, "-o", tmp_path / "list.txt").code == 0
    assert archivist("manuscript", held, "list").code == 0
    assert archivist("verify", held).code == 0


def test_files_that_cannot_be_read_do_not_stop_the_others(
    archivist: CommandLine, library: Path, study: Study, tmp_path: Path
) -> None:
    batch = tmp_path / "batch"
    batch.mkdir()
    whole = (study.documents / "protocol-1992.pdf").read_bytes()
    (batch / "1 cut short.pdf").write_bytes(whole[: len(whole) // 3])
    (batch / "2 empty.txt").touch()
    (batch / "3 noise.docx").write_bytes(bytes(range(256)) * 40)
    (batch / "4 good.txt").write_text("Колодец у старой дороги.", encoding="utf-8")
    answer = archivist("import", library, batch, "--json")
    states = {Path(file["path"]).name: file for file in answer.json["files"]}
    assert answer.code == 1
    assert states["4 good.txt"]["status"] == "stored"
    for name in ("1 cut short.pdf", "3 noise.docx"):
        assert states[name]["status"] == "unreadable"
        assert states[name]["reason"]
        assert name in answer.err
    assert archivist("search", library, "колодцы", "--json").json["total"] == 1


def test_a_path_that_is_not_there_is_said_and_the_rest_imported(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text("Колодец у старой дороги.", encoding="utf-8")
    answer = archivist("import", library, tmp_path / "gone.txt", tmp_path / "good.txt", "--json")
    assert answer.code == 1
    assert "gone.txt" in answer.err
    assert [file["status"] for file in answer.json["files"]] == ["unreadable", "stored"]


def test_the_same_file_twice_is_kept_once(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy of note.txt"
    copy.write_bytes((tmp_path / "note.txt").read_bytes())
    answer = archivist("import", library, copy, "--json")
    assert answer.code == 0
    assert answer.json["files"][0]["status"] == "duplicate"
    assert answer.json["files"][0]["source_id"] == 1


def test_an_original_that_was_tampered_with_is_found_out(
    archivist: CommandLine, library: Path
) -> None:
    stored = next(path for path in (library / "files").rglob("*") if path.is_file())
    stored.chmod(0o644)
    stored.write_text("Пограничные знаки НЕ найдены.", encoding="utf-8")
    answer = archivist("verify", library, "--json")
    assert answer.code == 1
    assert len(answer.json["faults"]) == 1
    assert "note.txt" in answer.json["faults"][0]["sentence"]


def test_an_original_that_is_missing_is_found_out(archivist: CommandLine, library: Path) -> None:
    stored = next(path for path in (library / "files").rglob("*") if path.is_file())
    stored.chmod(0o644)
    stored.unlink()
    answer = archivist("verify", library)
    assert answer.code == 1
    assert "note.txt" in _one_sentence(answer)


def test_a_lost_index_is_built_again(archivist: CommandLine, library: Path) -> None:
    for path in sorted(archivist.places.cache.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert archivist("search", library, "знак", "--json").json["total"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--group", "Letters"), "Research literature"),
        (("--archive", "РГАЭ"), "archive “РГАЭ”"),
        (("--tag", "nothing"), "tag “nothing”"),
        (("--lang", "russian"), "language code"),
        (("--from", "1950", "--to", "1940"), "--to lies before --from"),
        (("--limit", "0"), "--limit"),
    ],
)
def test_a_filter_that_does_not_fit(
    archivist: CommandLine, library: Path, words: tuple[str, ...], said: str
) -> None:
    answer = archivist("search", library, "знак", *words)
    assert answer.code == 2
    assert said in _one_sentence(answer)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("annotate", 1, 9, "знаки"), "no page “9” in source 1"),
        (("annotate", 1, 1, "слоны"), "no passage “слоны” on page 1 of source 1"),
        (("cite", "gost-7.0.5"), "no citation style “gost-7.0.5” in Archivist. There are: gost-r-"),
        (("references", "nobody"), "no citation style “nobody” in Archivist."),
        (("manuscript", "csl:../../apa"), "no citation style “csl:../../apa” in Archivist."),
    ],
)
def test_what_is_not_there_is_said_with_its_place(
    archivist: CommandLine, library: Path, words: tuple[object, ...], told: str
) -> None:
    called: dict[object, tuple[object, ...]] = {
        "annotate": ("annotate", library, "--source", 1, "--page", words[-2], "--quote", words[-1]),
        "cite": ("cite", "source", library, "--source", 1, "--style", words[-1]),
        "references": ("references", library, "--style", words[-1], "-o", library / "list.txt"),
        "manuscript": ("manuscript", library, "add", "Статья", "--style", words[-1]),
    }
    answer = archivist(*called[words[0]])
    assert answer.code == 2
    assert told in _one_sentence(answer)


def test_an_unknown_group_imports_nothing(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text("Колодец.", encoding="utf-8")
    answer = archivist("import", library, tmp_path / "good.txt", "--group", "Letters")
    assert answer.code == 2
    assert "Treaties and diplomatic documents" in _one_sentence(answer)
    assert archivist("search", library, "колодец", "--json").json["total"] == 0


@pytest.mark.parametrize(
    "words", [("serach", "x", "y"), ("import",), ("cite", "x"), ("--nonsense",)]
)
def test_words_that_make_no_command(archivist: CommandLine, words: tuple[str, ...]) -> None:
    answer = archivist(*words)
    assert answer.code == 2
    _one_sentence(answer)


def test_an_empty_name_is_not_the_present_folder(
    archivist: CommandLine, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "letter.txt").write_text("Колодец.", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "private")
    answer = archivist("import", library, "")
    assert answer.code == 2
    assert "is empty" in _one_sentence(answer)
    assert archivist("search", library, "колодец", "--json").json["total"] == 0


def test_a_query_that_cannot_be_understood(archivist: CommandLine, library: Path) -> None:
    answer = archivist("search", library, '"знак')
    assert answer.code == 2
    assert answer.err.splitlines()[:2] == ['"знак', "^"]
    assert "character" in answer.err.splitlines()[2]
    answer = archivist("search", library, "знак " * 20_000)
    assert answer.code == 2
    assert "a shorter query" in _one_sentence(answer)


def test_a_citation_mark_without_a_source_is_refused(archivist: CommandLine, library: Path) -> None:
    archivist("manuscript", library, "add", "Работа")
    answer = archivist(
        *("manuscript", library, "add", "Глава", "--to", 1, "--text", "-"),
        typed="Слова [@1, л. 3",
    )
    assert answer.code == 2
    assert "closing ]" in _one_sentence(answer)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00 no text"])
def test_a_text_that_cannot_be_read_adds_no_section(
    archivist: CommandLine, library: Path, tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "chapter.md").write_bytes(content)
    archivist("manuscript", library, "add", "Работа")
    answer = archivist(
        *("manuscript", library, "add", "Глава", "--to", 1, "--text", tmp_path / "chapter.md")
    )
    assert answer.code == 2
    assert "chapter.md" in _one_sentence(answer)
    listed = archivist("manuscript", library, "list", "--json").json
    assert listed["manuscripts"][0]["sections"] == []


def test_a_source_that_was_erased_is_named_as_a_problem(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    archivist("manuscript", library, "add", "Работа")
    archivist("manuscript", library, "add", "Глава", "--to", 1, "--text", "-", typed="Слова [@99].")
    target = tmp_path / "out.docx"
    answer = archivist("manuscript", library, "export", 1, "-o", target)
    assert answer.code == 1
    assert "99" in answer.err
    assert target.exists()


def test_a_library_open_for_reading_refuses_every_change(
    archivist: CommandLine, library: Path
) -> None:
    with closing(open_library(library, archivist.places, read_only=True)) as workspace:
        changes = (
            lambda: workspace.sources.add(Record(kind=RecordKind.BOOK, title="Diplomacy")),
            lambda: workspace.tree.place("АП РК/5-Н"),
            lambda: workspace.sorting.add_group("Letters"),
            lambda: workspace.reading.quote(1, 1, "знаки"),
            lambda: workspace.writing.add_manuscript("Работа", "kz-english", "ru"),
        )
        for change in changes:
            with pytest.raises(ReadOnlyLibraryError):
                change()


def test_a_library_moved_to_another_folder_works_as_before(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    moved = library.rename(tmp_path / "moved")
    assert archivist("search", moved, "знак", "--json").json["total"] == 1
    assert archivist("verify", moved).code == 0


def test_making_a_library_where_one_is_leaves_it_alone(
    archivist: CommandLine, library: Path
) -> None:
    answer = archivist("init", library)
    assert answer.code == 3
    assert archivist("search", library, "знак", "--json").json["total"] == 1
    with closing(make_library(library.parent / "another", archivist.places)) as other:
        assert other.name == "another"


def test_a_mistake_of_the_program_becomes_a_report_and_no_riddle(archivist: CommandLine) -> None:
    def window(folder: Path | None) -> int:
        raise RuntimeError(f"no such room: {folder}")

    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        faces = Faces(window=window, pictures=lambda _library, _folder, _query: ())
        code = main(["open"], archivist.places, faces)
    assert code == 3
    assert err.getvalue().count("\n") == 1
    (report,) = archivist.places.logs.glob("report-*.txt")
    assert str(report) in err.getvalue()
    assert "no such room" in report.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="there Ctrl+C reaches the test as well")
def test_an_import_that_is_stopped_keeps_what_it_has(
    archivist: CommandLine, tmp_path: Path
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(2_000):
        (papers / f"{number}.txt").write_text(f"Дело {number}", encoding="utf-8")
    archivist("init", tmp_path / "new")
    script = _IMPORT.format(
        tests=str(Path(__file__).parents[1]),
        words=["import", str(tmp_path / "new"), str(papers)],
        user=str(archivist.places.cache.parent),
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stderr=subprocess.PIPE, start_new_session=True
    ) as other:
        while len(list((tmp_path / "new" / "files").glob("*/*"))) < 30:  # well under way
            time.sleep(0.05)
        os.killpg(other.pid, signal.SIGINT)
        _, err = other.communicate(timeout=60)
    assert other.returncode == 3
    assert err.decode("utf-8") == "Stopped. What was done until now is kept.\n"
    answer = archivist("verify", tmp_path / "new")
    assert answer.code == 0, answer.err
    found = archivist("search", tmp_path / "new", "дело", "--json").json["total"]
    assert found < 2_000
    assert found == len(list((tmp_path / "new" / "files").glob("*/*")))
