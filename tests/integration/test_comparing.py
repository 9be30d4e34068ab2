"""What is in a library twice is shown, and nothing is done about it."""

from __future__ import annotations

import random
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw, ImageEnhance

from archivist.library.references import parse_sheets
from archivist.services.collecting import ImportOptions
from archivist.services.comparing import Likeness
from archivist.services.progress import finish
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.library.values import SourceId
    from archivist.paths import Places
    from archivist.services.workspace import Workspace

_WORDS = ("протокол", "заседание", "коллегии", "министерства", "отправлен", "посольство")


@pytest.fixture
def library(tmp_path: Path, places: Places) -> Iterator[Workspace]:
    with closing(make_library(tmp_path / "library", places)) as made:
        yield made


def scan(seed: int) -> Image.Image:
    chance = random.Random(seed)
    image = Image.new("L", (600, 800), 235)
    draw = ImageDraw.Draw(image)
    for top in range(40, 740, chance.choice((18, 25, 31))):
        draw.rectangle((40, top, chance.randint(80, 560), top + 9), fill=40)
    return image


def imported(library: Workspace, *paths: Path, under: str = "") -> list[SourceId]:
    options = ImportOptions(ocr="off", under=under)
    report = finish(library.collecting.import_files(paths, options))
    return [file.source_id for file in report.files if file.source_id]


def found(library: Workspace) -> list[tuple[Likeness, SourceId, SourceId]]:
    return [
        (double.likeness, double.first.source_id, double.second.source_id)
        for double in finish(library.comparing.duplicates())
    ]


def text(seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(f"{chance.choice(_WORDS)}{chance.randrange(90)}" for _ in range(120))


def test_pictures_that_look_alike(library: Workspace, tmp_path: Path) -> None:
    for seed in range(6):
        scan(seed).save(tmp_path / f"{seed}.png")
    ImageEnhance.Brightness(scan(2).resize((450, 600))).enhance(1.1).save(tmp_path / "again.jpg")
    Image.new("L", (60, 80), 255).save(tmp_path / "blank.png")
    Image.new("L", (61, 80), 255).save(tmp_path / "blank2.png")
    ids = imported(library, *sorted(tmp_path.glob("*.*g")))

    assert found(library) == [(Likeness.PICTURE, ids[2], ids[6])]


def test_texts_that_say_the_same(library: Workspace, tmp_path: Path) -> None:
    for seed in range(5):
        (tmp_path / f"{seed}.txt").write_text(text(seed), encoding="utf-8")
    (tmp_path / "copy.txt").write_text(text(3).replace(" ", "\n", 40) + " Копия", encoding="utf-8")
    ids = imported(library, *sorted(tmp_path.glob("*.txt")))

    assert found(library) == [(Likeness.TEXT, ids[3], ids[5])]


def test_the_comparing_of_many_texts_can_be_stopped(library: Workspace, tmp_path: Path) -> None:
    for seed in range(60):
        (tmp_path / f"{seed}.txt").write_text(text(seed), encoding="utf-8")
    imported(library, *sorted(tmp_path.glob("*.txt")))

    looking = library.comparing.duplicates()
    steps = sum(1 for _ in looking)

    assert steps >= 3  # at each of which it may end


def test_two_texts_of_numbered_words(library: Workspace, tmp_path: Path) -> None:
    words = " ".join(f"{_WORDS[0]}{number}" for number in range(200))
    for name, last in (("a", ""), ("b", " копия")):
        (tmp_path / f"{name}.txt").write_text(words + last, encoding="utf-8")
    imported(library, tmp_path / "a.txt", tmp_path / "b.txt")

    assert [likeness for likeness, *_ in found(library)] == [Likeness.TEXT]


def test_many_alike_are_each_paired_once(library: Workspace, tmp_path: Path) -> None:
    for number in range(6):
        scan(1).resize((300 + 20 * number, 400 + 26 * number)).save(tmp_path / f"{number}.png")
    ids = imported(library, *sorted(tmp_path.glob("*.png")))

    pairs = found(library)
    assert len(pairs) == 5
    assert {one for _, first, second in pairs for one in (first, second)} == set(ids)

    library.comparing.keep_apart(finish(library.comparing.duplicates())[:1])
    assert len(found(library)) == 4
    library.comparing.keep_apart(finish(library.comparing.duplicates()))
    assert found(library) == []  # and no other pair of them comes in its place


def test_two_sheets_on_one_photograph_are_no_doubles(library: Workspace, tmp_path: Path) -> None:
    scan(3).save(tmp_path / "opening.png")
    (source_id,) = imported(library, tmp_path / "opening.png")
    (page,) = library.reading.pages(source_id)
    library.foliating.split([page.id])

    assert found(library) == []


def test_a_pair_tells_what_can_be_done_with_it(library: Workspace, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(text(1) + name, encoding="utf-8")
    imported(library, tmp_path / "a.txt", tmp_path / "b.txt", under="АП РК/5-Н/1/5059")
    (double,) = finish(library.comparing.duplicates())

    assert double.may_bin(double.first)
    assert not double.may_skip
    assert not double.may_merge
    first, second = library.comparing.look_at(double)
    assert first.text.startswith(text(1)[:50])
    assert "5-Н" in second.reference
    library.sources.put_in_bin([double.second.source_id])
    assert library.comparing.still_open([double]) == ()
    library.undo()
    assert library.comparing.still_open([double]) == (double,)


def test_a_sheet_that_was_photographed_twice(library: Workspace, tmp_path: Path) -> None:
    for seed in range(3):
        scan(seed + 20).save(tmp_path / f"{seed}.png")
    ids = imported(library, *sorted(tmp_path.glob("*.png")), under="АП РК/5-Н/1/5059")
    for source_id, label in zip(ids, ("12", "12", "13"), strict=True):
        (page,) = library.reading.pages(source_id)
        library.reading.set_sheet(page.id, parse_sheets(label)[0].first.label)

    assert found(library) == [(Likeness.SHEET, ids[0], ids[1])]


def test_what_the_user_keeps_apart_is_not_shown_again(library: Workspace, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(text(1) + name, encoding="utf-8")
    imported(library, tmp_path / "a.txt", tmp_path / "b.txt")
    doubles = finish(library.comparing.duplicates())
    assert len(doubles) == 1

    library.comparing.keep_apart(doubles)

    assert found(library) == []
    library.undo()
    assert len(found(library)) == 1


def test_what_lies_in_the_bin_is_no_double(library: Workspace, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(text(1) + name, encoding="utf-8")
    ids = imported(library, tmp_path / "a.txt", tmp_path / "b.txt")

    library.sources.put_in_bin(ids[:1])

    assert found(library) == []


def test_what_is_erased_during_a_look_does_not_end_it(library: Workspace, tmp_path: Path) -> None:
    for number in range(30):
        scan(number).resize((90, 120)).save(tmp_path / f"{number:02}.png")
    scan(0).resize((81, 108)).save(tmp_path / "again.png")
    ids = imported(library, *sorted(tmp_path.glob("*.png")))

    looking = library.comparing.duplicates()
    next(looking)
    library.sources.put_in_bin(ids[25:30])
    library.sources.erase(ids[25:30])

    assert [double.likeness for double in finish(looking)] == [Likeness.PICTURE]


def test_a_look_that_is_stopped_goes_on_from_there(library: Workspace, tmp_path: Path) -> None:
    for number in range(80):
        scan(number).resize((90, 120)).save(tmp_path / f"{number}.png")
    imported(library, *sorted(tmp_path.glob("*.png")))

    looking = library.comparing.duplicates()
    reached = next(step for step in looking if step.done >= 55)
    looking.close()
    again = next(library.comparing.duplicates())

    assert reached.total == 80
    assert again.total <= 25
