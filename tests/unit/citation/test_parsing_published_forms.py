"""What published sources are read as in forms that lists mix: GOST, DSTU, APA, Chinese notes."""

from __future__ import annotations

import pytest

from archivist.citation.parsing import parse_entry, parse_list

READ = [
    (
        "История Казахстана : в 5 т. Т. 3. Алматы : Атамұра, 2010. 768 с.",
        {"volume": "3", "place": "Алматы", "title": "История Казахстана : в 5 т."},
    ),
    (
        "История Казахстана : в 5 т. Алматы : Атамұра, 2010. Т. 3. 768 с.",
        {"publisher": "Атамұра", "year": "2010", "volume": "3", "extent": "768 с."},
    ),
    (
        "Грушевський М. С. Історія України-Руси : в 11 т., 12 кн. / редкол.: П. С. Сохань та ін. "
        "Київ : Наук. думка, 1991. Т. 1. 736 с.",
        {"place": "Київ", "publisher": "Наук. думка", "year": "1991"},
    ),
    (
        "Назарбаев Н. А. Послание // Казахстанская правда. 2012. 15 дек. (№ 437–438). С. 1–3.",
        {"type": "newspaper", "date": "2012-12-15", "issue": "437–438", "pages": "1–3"},
    ),
    (
        "Хафизова К.Ш. Казахская стратегия: дис. ... д-ра ист. наук: 07.00.03. – Алматы, 1996.",
        {"type": "thesis", "genre": "дис. ... д-ра ист. наук", "title": "Казахская стратегия"},
    ),
    (
        "Матяш І. Архівна справа // Архіви України. 2010. Вип. 3–4. С. 5–12.",
        {"issue": "3–4", "pages": "5–12", "container": "Архіви України"},
    ),
    (
        "Об архивном деле : федер. закон от 22 окт. 2004 г. № 125-ФЗ // "
        "Собр. законодательства РФ. 2004. № 43. Ст. 4169.",
        {"type": "law", "year": "2004", "issue": "43", "article": "4169"},
    ),
    (
        "Про архівні установи : Закон України від 24 груд. 1993 р. № 3814-XII. "
        "Відомості Верховної Ради України. 1994. № 15. Ст. 86.",
        {"type": "law", "container": "Відомості Верховної Ради України", "article": "86"},
    ),
    (
        "Казахская ССР : в 4 т. / гл. ред. Р. Н. Нургалиев. Алма-Ата: Гл. ред. КСЭ, 1985. Т. 1.",
        {"place": "Алма-Ата", "publisher": "Гл. ред. КСЭ", "volume": "1"},
    ),
    (
        "Добросмыслов А. И. Тургайская область. Оренбург: Типо-лит. П. Н. Жаринова, 1900.",
        {
            "place": "Оренбург",
            "publisher": "Типо-лит. П. Н. Жаринова",
            "title": "Тургайская область",
        },
    ),
    (
        "Laumulin M. Central Asia. Almaty: KazISS, 2009. Vol. V. 440 p.",
        {"volume": "V", "extent": "440 p."},
    ),
    (
        "Сыроежкин К. Л. Казахстан — Китай : в 3 кн. Кн. 1. Алматы: КИСИ, 2010. VI, 336 с.",
        {"volume": "1", "extent": "VI, 336 с."},
    ),
    (
        "Сейдімбек А. Қазақтың ауызша тарихы. Астана: Фолиант, 2008. 728 б. 45-б.",
        {"extent": "728 б.", "pages": "45"},
    ),
    (
        "«Қазақ» газеті. 1917. 21 қараша. № 251.",
        {"date": "1917-11-21", "issue": "251"},
    ),
    (
        "Doe, J. (2012). Strategic Partnership (Doctoral dissertation, Indiana University).",
        {"type": "thesis", "title": "Strategic Partnership", "publisher": "Indiana University"},
    ),
    (
        "Cummings, S. N. (2003). East or West? In R. Legvold (Ed.), Thinking strategically "
        "(pp. 139-152). MIT Press.",
        {"type": "chapter", "title": "East or West?", "container": "Thinking strategically"},
    ),
    (
        "邓浩.中国与中亚国家关系[J].国际问题研究,2002,(3):8-12.",
        {"type": "article", "container": "国际问题研究", "issue": "3", "pages": "8-12"},
    ),
    (
        "赵常庆:《中亚五国概论》,北京:经济日报出版社,1999年,第15页。",
        {"type": "book", "authors": ["赵常庆"], "title": "中亚五国概论", "pages": "15"},
    ),
    (
        "邓浩:《中国与中亚国家关系》,《国际问题研究》2002年第3期,第8—12页。",
        {"type": "article", "container": "国际问题研究", "year": "2002", "issue": "3"},
    ),
]


@pytest.mark.parametrize(("text", "fields"), READ, ids=[text[:24] for text, _ in READ])
def test_a_published_source_is_read_whole(text: str, fields: dict) -> None:
    entry = parse_entry(text)
    assert {name: entry.fields.get(name) for name in fields} == fields
    assert entry.rest == ""


def test_an_entry_that_ends_with_an_address_is_not_joined_with_the_next() -> None:
    entries = parse_list(
        "Закон // https://a.kz/docs/Z98_\nТокаев К. К. Беласу. Алматы : Дәуір, 2008."
    )
    assert [entry.fields["type"] for entry in entries] == ["law", "book"]


def test_a_label_with_a_latin_twin_of_its_letter_is_understood() -> None:
    fields = parse_entry("ГАРФ. Ф. 9479. Oп. 1. Д. 949. Л. 77–78.").fields  # a Latin O
    assert (fields["series"], fields["file"]) == ("1", "949")
