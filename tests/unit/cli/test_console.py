"""What the command line writes, and where."""

from __future__ import annotations

import errno
import io
from typing import TYPE_CHECKING

import pytest

from archivist.cli.console import Console, read_text
from archivist.cli.searching import marked
from archivist.errors import ParseError, StorageError, UnreadableFileError
from archivist.services.progress import RECOGNISING, Progress

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.services.progress import Steps


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


def _work() -> Steps[str]:
    yield Progress(done=1, total=2, what="первый.pdf")
    yield Progress(done=2, total=0, what="очень длинное имя " * 10)
    return "done"


def test_progress_stays_on_one_line_and_goes_away() -> None:
    out, err = io.StringIO(), Terminal()
    console = Console(out, err)
    assert console.run(_work()) == "done"
    console.say("result")
    assert "\n" not in err.getvalue()
    assert "1 of 2  первый.pdf" in err.getvalue()
    assert max(len(line) for line in err.getvalue().split("\r")) <= 78
    assert err.getvalue().split("\r")[-2].isspace()
    assert out.getvalue() == "result\n"


def test_texts_that_are_recognised_are_told_as_such() -> None:
    def work() -> Steps[None]:
        yield Progress(done=3, total=9, what="скан.jpg", part=RECOGNISING)

    err = Terminal()
    Console(io.StringIO(), err).run(work())
    assert "text recognised: 3 of 9  скан.jpg" in err.getvalue()


class FullFile(io.StringIO):
    """A file on a disk that has no room left."""

    def write(self, text: str) -> int:  # noqa: ARG002 - the signature of a stream
        raise OSError(errno.ENOSPC, "No space left on device")


def test_an_answer_for_which_there_is_no_room_is_no_mistake_of_the_program() -> None:
    with pytest.raises(StorageError, match="No space left on device"):
        Console(FullFile(), io.StringIO()).say("result")


def test_nobody_is_told_of_progress_in_a_script() -> None:
    err = io.StringIO()
    assert Console(io.StringIO(), err).run(_work()) == "done"
    assert err.getvalue() == ""


def test_a_complaint_is_one_line() -> None:
    err = io.StringIO()
    Console(io.StringIO(), err).complain(str(ParseError("два\nряда", 4, "a word")))
    assert err.getvalue() == "At character 5 of “два ряда”: expected a word.\n"


def test_a_long_text_is_shown_around_the_place() -> None:
    said = str(ParseError("а" * 500 + "[@" + "б" * 500, 500, "a closing ]"))
    assert len(said) < 200
    assert "…" in said
    assert "[@" in said


def test_json_keeps_its_letters_and_stays_on_its_line() -> None:
    out = io.StringIO()
    Console(out, io.StringIO()).give({"quote": "құдық\nсу"})
    assert out.getvalue() == '{"quote": "құдық\\nсу"}\n'


def test_output_is_utf_8_whatever_the_machine_thinks() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp866")
    console = Console(stream, io.StringIO())
    console.say("құжат \udce9.txt")
    assert raw.getvalue().decode("utf-8") == "құжат \\udce9.txt\n".replace("\n", stream_end())


def stream_end() -> str:
    """The end of a line as this machine writes it."""
    text = io.TextIOWrapper(io.BytesIO())
    text.write("\n")
    text.flush()
    return text.buffer.getvalue().decode()  # type: ignore[attr-defined]  # a BytesIO, see above


def test_a_program_without_a_terminal_does_not_stumble() -> None:
    console = Console(None, None)
    console.say("said to nobody")
    console.complain("as well")


def test_a_text_is_read_from_a_file_without_its_mark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffҚазақ".encode())
    assert read_text(str(tmp_path / "a.txt")) == "Қазақ"
    with pytest.raises(UnreadableFileError):
        read_text(str(tmp_path / "none.txt"))


def test_what_was_found_stands_in_marks() -> None:
    assert marked("у старого\nколодца и колодцев", ((10, 17), (20, 28))) == (
        "у старого «колодца» и «колодцев»"
    )


def test_nothing_that_is_said_commands_the_terminal() -> None:
    out, err = io.StringIO(), io.StringIO()
    console = Console(out, err)
    console.say("Нота\x1b[31m\r\x07\x9b2J\tи\nдальше")
    console.complain("нет\x1b]0;x\x07")
    console.give({"title": "\x1b"})
    assert out.getvalue() == 'Нота�[31m���2J\tи\nдальше\n{"title": "\\u001b"}\n'
    assert err.getvalue() == "нет�]0;x�\n"


def test_the_name_of_a_file_commands_no_terminal_while_it_is_worked_on() -> None:
    def work() -> Steps[None]:
        yield Progress(done=1, total=2, what="\x1b[2Jakt\r\nfdp.\u202eexe")

    err = Terminal()
    Console(io.StringIO(), err).run(work())
    shown = err.getvalue()
    assert "akt fdp.\ufffdexe" in shown
    assert not {"\x1b", "\n", "\u202e"} & set(shown)
