"""Makes the files that the benchmarks of collecting bring in."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from docx import Document
from making_files import text_pdf
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

SETS = {"txt": 1_000, "pdf": 300, "docx": 300, "jpeg": 500}
"""How many files there are of each kind."""

_WORDS = (
    *("докладная", "записка", "письмо", "протокол", "заседания", "министерства", "договор"),
    *("республики", "посольство", "соглашение", "нота", "беседа", "справка", "отчёт", "проект"),
    *("қазақстан", "тәуелсіздік", "сыртқы", "саясат", "memorandum", "conversation", "policy"),
)
_ENGLISH = (
    *("border", "survey", "commission", "protocol", "market", "letter", "archive", "province"),
    *("river", "crossing", "nomad", "district", "council", "report", "minister", "treaty"),
    *("negotiation", "delegation", "memorandum", "embassy"),
)


def make_set(name: str, folder: Path, scale: float) -> int:
    """Write a set of files, or a part of it; return how many."""
    folder.mkdir(parents=True)
    count = max(1, round(SETS[name] * scale))
    {"txt": _texts, "pdf": _pdfs, "docx": _documents, "jpeg": _photographs}[name](folder, count)
    return count


def _texts(folder: Path, count: int) -> None:
    dice = random.Random(5)
    for number in range(count):
        text = f"Дело {number}. " + " ".join(dice.choices(_WORDS, k=300))
        encoding = "cp1251" if number % 3 == 0 else "utf-8"
        (folder / f"{number}.txt").write_bytes(text.encode(encoding, "ignore"))


def _pdfs(folder: Path, count: int) -> None:
    """Write documents of 10 pages with about 300 words each, a dozen to the line."""
    dice = random.Random(6)
    for number in range(count):
        pages = [
            "\n".join(
                [
                    f"File {number} page {page}",
                    *(" ".join(dice.choices(_ENGLISH, k=12)) for _ in range(25)),
                ]
            )
            for page in range(10)
        ]
        (folder / f"{number}.pdf").write_bytes(text_pdf(*pages))


def _documents(folder: Path, count: int) -> None:
    dice = random.Random(7)
    for number in range(count):
        document = Document()
        document.add_heading(f"Дело {number}")
        for _ in range(10):
            document.add_paragraph(" ".join(dice.choices(_WORDS, k=100)))
        document.save(str(folder / f"{number}.docx"))


def _photographs(folder: Path, count: int) -> None:
    """Write pictures of about 3 MB: one, with another comment in each."""
    target = folder / "0.jpg"
    noise = Image.effect_noise((2600, 1950), 80).convert("RGB")
    noise.save(target, quality=82)
    content = target.read_bytes()
    for number in range(count):
        told = f"{number:08}".encode()
        comment = b"\xff\xfe" + (len(told) + 2).to_bytes(2, "big") + told
        (folder / f"{number}.jpg").write_bytes(content[:2] + comment + content[2:])


def small_pictures(folder: Path, count: int) -> None:
    """Write many small pictures, each of its own bytes."""
    folder.mkdir(parents=True)
    target = folder / "0.jpg"
    Image.effect_noise((160, 120), 60).convert("RGB").save(target, quality=60)
    content = target.read_bytes()
    for number in range(count):
        told = f"{number:08}".encode()
        comment = b"\xff\xfe" + (len(told) + 2).to_bytes(2, "big") + told
        (folder / f"IMG_{number:05}.jpg").write_bytes(content[:2] + comment + content[2:])
    target.unlink()
