"""Measures how well text is recognised: known texts are printed, spoiled, and read again.

    python tests/bench/recognising.py [--all] [--languages ru,kk] [--conditions clean,faded]

For each language and condition the share of wrong characters (edit distance by length, white space
as one space): with the languages chosen by the program, with plain `tesseract -l eng`, and with
plain Tesseract told the right language. Without `--all` one typeface a resolution is printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from archivist.ingest import tesseract
from archivist.ingest.ocr import Recogniser
from archivist.ingest.reader import OcrOrder

TEXTS = {
    "ru": (
        "Слушали: сообщение заведующего земельным отделом о ходе устройства переселенцев,\n"
        "прибывших осенью 1931 года из центральных губерний. В районе размещено 412 семей,\n"
        "из них 267 не имеют зимнего жилья и находятся в землянках и бараках станции.\n"
        "Хлебом обеспечены до конца ноября, семян для весеннего сева нет совершенно.\n"
        "\n"
        "Постановили: 1. Направление рабочей силы на лесозаготовки приостановить. 2. Объявить\n"
        "строгий выговор члену правления Щербакову И. Э. за неявку на съезд уполномоченных.\n"
        "3. Просить окружной исполнительный комитет отпустить 1 850 пудов ячменя и овса,\n"
        "а также подыскать помещение для школы и фельдшерского пункта. 4. Копию протокола\n"
        "препроводить в наркомат земледелия (вх. № 3784/с от 15 октября).\n"
        "\n"
        "Председатель собрания подписал журнал заседания и передал его в архив учреждения,\n"
        "где он хранился в фонде 1179, опись 4, дело 27, листы 12–15 об."
    ),
    "kk": (
        "Тыңдалды: аудандық жер бөлімінің меңгерушісі Әбдіқадыров жолдастың қоныс\n"
        "аударушыларды орналастыру туралы баяндамасы. Ауданға 1931 жылдың күзінде 412\n"
        "отбасы келді, олардың 267-сінің қысқы баспанасы жоқ, жертөлелерде тұрады.\n"
        "Қараша айының соңына дейін астықпен қамтамасыз етілген, тұқым мүлдем жоқ.\n"
        "\n"
        "Қаулы етілді: 1. Жұмысшы күшін орман дайындауға жіберу тоқтатылсын. 2. Басқарма\n"
        "мүшесі Өтегенов Ғ. уәкілдер съезіне келмегені үшін қатаң сөгіс алсын.\n"
        "3. Округтік атқару комитетінен 1 850 пұт арпа мен сұлы сұралсын, сонымен бірге\n"
        "мектеп пен емдеу пунктіне арналған үй-жай табылсын. 4. Хаттаманың көшірмесі\n"
        "жер шаруашылығы халық комиссариатына жіберілсін (кіріс № 3784 15 қазан).\n"
        "\n"
        "Жиналыс төрағасы отырыс журналына қол қойып, мекеменің мұрағатына тапсырды,\n"
        "ол 1179-қорда, 4-тізімдемеде, 27-істе, 12–15-парақтарда сақталған."
    ),
    "uk": (
        "Слухали: повідомлення завідувача земельного відділу про хід влаштування переселенців,\n"
        "що прибули восени 1931 року з північних округів. У районі розміщено 412 родин,\n"
        "з них 267 не мають зимового житла і перебувають у землянках та бараках станції.\n"
        "Хлібом забезпечені до кінця листопада, насіння для весняної сівби зовсім немає.\n"
        "\n"
        "Ухвалили: 1. Відрядження робочої сили на лісозаготівлі припинити. 2. Оголосити\n"
        "сувору догану членові правління Щербакові Є. Ґ. за неявку на з'їзд уповноважених.\n"
        "3. Просити окружний виконавчий комітет відпустити 1 850 пудів ячменю та вівса,\n"
        "а також підшукати приміщення для школи й фельдшерського пункту. 4. Копію протоколу\n"
        "надіслати до наркомату земельних справ (вх. № 3784 від 15 жовтня).\n"
        "\n"
        "Голова зборів підписав журнал засідання і передав його до архіву установи,\n"
        "де він зберігався у фонді 1179, опис 4, справа 27, аркуші 12–15 зв."
    ),
    "en": (
        "The committee heard a report by the head of the land department on the progress of\n"
        "settling the families who had arrived in the autumn of 1931 from the central counties.\n"
        "Of 412 families in the district, 267 have no winter lodging and live in dug-outs and\n"
        "in the sheds of the railway station. There is bread until the end of November.\n"
        "\n"
        "It was resolved: 1. To suspend the sending of workers to the timber camps. 2. To\n"
        "reprimand a member of the board, Mr J. Quincey, for his absence from the congress.\n"
        "3. To ask the regional executive for 1,850 quarters of barley and oats, and to find\n"
        "a house for the school and for the surgeon. 4. To forward a copy of the minutes\n"
        "to the Ministry of Agriculture (ref. No. 3784/s of 15 October).\n"
        "\n"
        "The chairman signed the journal of the meeting and handed it to the archive of the\n"
        "office, where it was kept in record group 1179, series 4, box 27, pages 12-15."
    ),
}
"""What is printed, by language; written for this measure."""

RIGHT = {"ru": "rus", "kk": "kaz", "uk": "ukr", "en": "eng"}
CONDITIONS = ("clean", "grainy", "faded", "skewed")
FONTS = ("DejaVuSerif.ttf", "DejaVuSans.ttf")
RESOLUTIONS = (200, 300)

_POINTS = 11
_SEED = 5


def main() -> int:
    """Print the table; return 1 where the program's choice is worse than 1 % on the whole."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--all", action="store_true", help="every typeface at every resolution")
    words.add_argument("--languages", default=",".join(TEXTS))
    words.add_argument("--conditions", default=",".join(CONDITIONS))
    words.add_argument("--ours", action="store_true", help="without plain Tesseract beside it")
    chosen = words.parse_args()
    say(f"Tesseract {tesseract.version()}, {', '.join(tesseract.languages())}\n")
    say(f"{'':4}{'':8}{'archivist':>10}{'chosen':>18}{'-l eng':>9}{'right':>8}{'s a page':>10}")
    worst = 0.0
    for language in chosen.languages.split(","):
        for condition in chosen.conditions.split(","):
            share = row(language, condition, every=chosen.all, alone=chosen.ours)
            worst = max(worst, share if condition != "grainy" else 0.0)
    return 1 if worst > 0.01 else 0


def row(language: str, condition: str, *, every: bool, alone: bool) -> float:
    """Print the shares of wrong characters of a language under a condition; return ours."""
    ours: list[float] = []
    english: list[float] = []
    right: list[float] = []
    codes: set[str] = set()
    seconds = 0.0
    prints = [(font, dpi) for font in FONTS for dpi in RESOLUTIONS]
    for font, dpi in prints if every else (prints[0], prints[3]):
        page = spoiled(printed(TEXTS[language], font, dpi), condition, dpi)
        with tempfile.TemporaryDirectory() as folder:
            started = time.process_time() + children_time()
            found = Recogniser(OcrOrder(), Path(folder), lambda _: None).recognise(page)
            seconds += time.process_time() + children_time() - started
            ours.append(error(TEXTS[language], found.text))
            codes.add(found.language or "-")
            if not alone:
                english.append(error(TEXTS[language], plain(page, Path(folder), "eng")))
                right.append(error(TEXTS[language], plain(page, Path(folder), RIGHT[language])))
    beside = "" if alone else f"{mean(english):>9.2%}{mean(right):>8.2%}"
    seconds /= len(ours)
    chosen = " ".join(sorted(codes))
    say(f"{language:4}{condition:8}{mean(ours):>10.2%}{chosen:>18}{beside}{seconds:>10.1f}")
    return mean(ours)


def printed(text: str, font: str, dpi: int) -> Image.Image:
    """Print a text on a page, 11 points high."""
    lines = text.split("\n")
    drawn = ImageFont.truetype(font, round(_POINTS * dpi / 72))
    step, margin = round(1.4 * _POINTS * dpi / 72), dpi * 3 // 4
    width = round(max(drawn.getlength(line) for line in lines)) + 2 * margin
    paper = Image.new("L", (width, step * len(lines) + 2 * margin), 255)
    for number, line in enumerate(lines):
        ImageDraw.Draw(paper).text((margin, margin + step * number), line, font=drawn, fill=0)
    return paper


def spoiled(paper: Image.Image, condition: str, dpi: int) -> Image.Image:
    """Return a page as a camera in an archive might see it."""
    chance = np.random.default_rng(_SEED + dpi)
    if condition == "skewed":
        turned = paper.rotate(1.0 if dpi < 250 else -2.0, Image.Resampling.BICUBIC, fillcolor=255)
        return turned.filter(ImageFilter.GaussianBlur(0.5))
    shades = np.asarray(paper.filter(ImageFilter.GaussianBlur(dpi / 400)), dtype=np.float32)
    if condition == "grainy":
        shades = shades * 0.8 + 25 + chance.normal(0, 55, shades.shape)
    elif condition == "faded":
        high, wide = shades.shape
        light = 235 - 95 * np.linspace(0, 1, wide)[None, :] * np.linspace(0.3, 1, high)[:, None]
        shades = light - (255 - shades) / 255 * 55 + chance.normal(0, 6, shades.shape)
    return Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8))


def plain(page: Image.Image, folder: Path, languages: str) -> str:
    """Return what Tesseract reads by itself."""
    page.save(folder / "plain.png")
    try:
        return tesseract.run(folder / "plain.png", "-l", languages, "txt", seconds=60)
    except (subprocess.TimeoutExpired, ChildProcessError):
        return ""


def error(text: str, found: str) -> float:
    """Return the share of wrong characters."""
    wanted, read = " ".join(text.split()), " ".join(found.split())
    return distance(wanted, read) / len(wanted)


def distance(one: str, other: str) -> int:
    """Return how many letters must be put in, left out or changed to make one text of another."""
    letters = np.array([ord(letter) for letter in other], dtype=np.int64)
    places = np.arange(len(other) + 1)
    row = places.copy()
    for done, letter in enumerate(one, 1):
        changed = np.minimum(row[1:] + 1, row[:-1] + (letters != ord(letter)))
        row = np.concatenate(([done], changed))
        row = np.minimum.accumulate(row - places) + places
    return int(row[-1])


def mean(shares: list[float]) -> float:
    """Return the mean."""
    return sum(shares) / max(1, len(shares))


def children_time() -> float:
    """Return the processor's seconds of Tesseract, 0 where the system does not count them."""
    if sys.platform == "win32":
        return 0.0
    import resource  # noqa: PLC0415 - there is none on Windows

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
