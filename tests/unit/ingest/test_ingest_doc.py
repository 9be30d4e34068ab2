"""Old Word documents: read by antiword or LibreOffice, told apart from their kin."""

from __future__ import annotations

import shutil
import struct
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making_books import compound, rtf, summary
from reading_pages import facts_of, reason_of, text_of

from archivist.errors import ProgramNeededError
from archivist.ingest.compound import CompoundFile, Summary
from archivist.ingest.reader import DOC, DOCX, Means
from archivist.ingest.registry import media_type, open_reader

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Протокол заседания правления. Қазақ тілі. " + "The minutes of the board. " * 10


def missing(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        not all(map(shutil.which, names)), reason=f"needs {' and '.join(names)}"
    )


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a document as Word 97 writes it, made by LibreOffice."""
    folder = tmp_path_factory.mktemp("doc")
    head = r"{\info{\title \u1054?\u1090?\u1095?\u1105?\u1090?}{\author \u1048?\u1074?}}"
    (folder / "a.rtf").write_bytes(rtf(rf"{TEXT}\par second", head=head))
    command = ("soffice", "--headless", f"-env:UserInstallation={(folder / 'p').as_uri()}")
    subprocess.run(
        [*command, "--convert-to", "doc:MS Word 97", "a.rtf"],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=100,
    )
    return (folder / "a.doc").read_bytes()


def only(folder: Path, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let the machine have these programs alone."""
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    for name in names:
        (programs / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(programs))


@missing("soffice", "antiword")
def test_antiword_reads_it_with_title_and_author(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: bytes
) -> None:
    only(tmp_path, monkeypatch, "antiword")
    text = text_of(tmp_path, "-дело.doc", document)
    assert text.split("\n")[0].strip() == TEXT.strip()
    assert text.endswith("second")
    facts = facts_of(tmp_path, "a.doc", document)
    assert (facts.title, facts.creators) == ("Отчёт", ("Ив",))


@missing("soffice")
def test_libreoffice_reads_it_where_antiword_is_missing_or_fails(
    tmp_path: Path, document: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "antiword").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (programs / "antiword").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    (tmp_path / "a.doc").write_bytes(document)
    with closing(open_reader(tmp_path / "a.doc", DOC, Means(folder=tmp_path))) as reader:
        (page,) = reader.pages(None)
        assert page.text.startswith("Протокол заседания правления. Қазақ тілі.")
        assert reader.facts().title == "Отчёт"
    assert (tmp_path / "a.doc").read_bytes() == document
    settings = (tmp_path / "profile/user/registrymodifications.xcu").read_text(encoding="utf-8")
    assert "DisableMacrosExecution" in settings


def test_what_to_install_is_said_when_neither_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "a.doc"
    path.write_bytes(compound({"WordDocument": b"\xec\xa5\xc1\0"}))
    with pytest.raises(ProgramNeededError) as caught:
        open_reader(path, DOC, Means(folder=tmp_path))
    assert caught.value.program == "LibreOffice or antiword"
    assert "antiword" in caught.value.install


def test_what_is_in_an_old_container_decides(tmp_path: Path) -> None:
    excel = compound({"Workbook": b"x"})
    assert reason_of(tmp_path, "a.doc", excel).startswith("it is a document of Excel, PowerPoint")
    locked = b"\xec\xa5\xc1\0" + bytes(6) + struct.pack("<H", 0x0100)
    told = "it is encrypted with a password"
    assert reason_of(tmp_path, "a.doc", compound({"WordDocument": locked})) == told
    package = compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})
    assert reason_of(tmp_path, "a.docx", package) == told
    path = tmp_path / "scan.jpg"
    path.write_bytes(compound({"WordDocument": b"x"}))
    assert media_type(path, path.name) == DOC != DOCX


@pytest.mark.parametrize("code_page", [1251, 1252])
def test_an_old_document_tells_of_itself(tmp_path: Path, code_page: int) -> None:
    title = {1251: "Отчёт за год", 1252: "Über alles"}[code_page]
    content = compound(
        {"WordDocument": b"x" * 5_000, "\x05SummaryInformation": summary(title, "A. N.", code_page)}
    )
    (tmp_path / "a.doc").write_bytes(content)
    file = CompoundFile(tmp_path / "a.doc")
    assert file.summary() == Summary(title=title, author="A. N.", created="1999-05-17")
    assert file.stream("WordDocument").rstrip(b"\0") == b"x" * 5_000
    assert file.stream("Nothing") == b""


@given(st.binary(min_size=1, max_size=8), st.integers(0, 9_000))
def test_a_damaged_container_has_an_end(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int
) -> None:
    whole = compound({"WordDocument": b"x", "\x05SummaryInformation": summary("t", "a")})
    path = tmp_path_factory.mktemp("doc") / "a.doc"
    path.write_bytes((whole[:at] + noise + whole[at + len(noise) :])[: len(whole)])
    try:
        file = CompoundFile(path)
    except (ValueError, struct.error):
        return
    assert len(file.stream("WordDocument")) <= len(whole)
    assert isinstance(file.summary(), Summary)
