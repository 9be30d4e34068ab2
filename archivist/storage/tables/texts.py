"""Files, their pages and texts, and what is marked in them."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)

from archivist.storage.tables.parts import (
    Whole,
    flag,
    fraction,
    link,
    many_words,
    moment,
    number,
    row_id,
    table,
    words,
)

files = table(
    "files",
    row_id(),
    link("source_id", "sources", index=True),
    number("position"),
    Column(
        "hash",
        Text,
        CheckConstraint("length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'", name="hash"),
        nullable=False,
        index=True,
    ),
    words("name"),
    words("media_type"),
    number("size"),
    words("state"),
    words("reason"),
    words("path", server_default=""),  # where a linked file lies, "" for one in the library
    Column("modified", Float),
    words("taken", server_default=""),
    CheckConstraint("size >= 0", name="size"),
    topic=("files", "id"),
)
pages = table(
    "pages",
    row_id(),
    link("source_id", "sources"),
    link("file_id", "files", index=True),
    number("number"),
    number("file_index"),
    words("sheet"),
    Column("width", Float, nullable=False),
    Column("height", Float, nullable=False),
    words("origin"),
    # How the sheet lies in the file's picture: turned clockwise, then straightened, then cut out
    # (fractions of the turned picture). Two pages may show one picture.
    number("rotation", default=0, server_default="0"),
    fraction("skew", "0"),
    fraction("crop_left", "0"),
    fraction("crop_top", "0"),
    fraction("crop_right", "1"),
    fraction("crop_bottom", "1"),
    flag("continues", server_default="0"),
    flag("skipped", server_default="0"),
    words("doubt", server_default=""),
    Column("picture_key", LargeBinary),
    CheckConstraint("rotation IN (0, 90, 180, 270)", name="rotation"),
    CheckConstraint("skew BETWEEN -45 AND 45", name="skew"),
    CheckConstraint("crop_left >= 0 AND crop_left < crop_right AND crop_right <= 1", name="crop_x"),
    CheckConstraint("crop_top >= 0 AND crop_top < crop_bottom AND crop_bottom <= 1", name="crop_y"),
    CheckConstraint("doubt IN ('', 'poor', 'wrong_script', 'broken_layer')", name="doubt"),
    CheckConstraint("number >= 1 AND file_index >= 0", name="place"),
    CheckConstraint("width BETWEEN 0 AND 1e9 AND height BETWEEN 0 AND 1e9", name="extent"),
    Index(None, "source_id", "number", "origin"),
    Index("ix_pages_without_text", "source_id", sqlite_where=text("origin = 'none'")),
    Index("ix_pages_doubtful", "source_id", sqlite_where=text("doubt <> ''")),
    topic=("pages", "id"),
)
page_texts = table(
    # The text that is shown, searched and marked. Apart from the pages, so that a list of pages
    # does not drag their texts along.
    "page_texts",
    Column("page_id", Whole, ForeignKey("pages.id"), primary_key=True),
    words("text"),
    Column("boxes", LargeBinary, nullable=False),
    *many_words("language", "who", "made", server_default=""),
    Column("confidence", Float),
    words("changed", server_default=""),
    topic=("pages", "page_id"),
)
text_layers = table(
    # The other texts of a page: of its file, recognised, transcribed, translated.
    "text_layers",
    row_id(),
    link("page_id", "pages"),
    *many_words("origin", "language", "who", "made"),
    Column("confidence", Float),
    words("text"),
    Column("boxes", LargeBinary, nullable=False),
    UniqueConstraint("page_id", "origin", "language"),
    topic=("pages", "page_id"),
)
marks = table(
    "annotations",
    row_id(),
    link("source_id", "sources", index=True),
    link("page_id", "pages", index=True),
    words("kind"),
    Column("start", Integer),
    Column("end", Integer),
    words("quote"),
    words("prefix"),
    words("suffix"),
    Column("left", Float),
    Column("top", Float),
    Column("right", Float),
    Column("bottom", Float),
    words("color"),
    words("note"),
    moment("created"),
    moment("modified"),
    CheckConstraint('start >= 0 AND start < "end"', name="anchor"),
    CheckConstraint('"left" <= "right" AND top <= bottom', name="region"),
    topic=("annotations", "id"),
)
annotation_tags = table(
    "annotation_tags",
    row_id(),
    link("annotation_id", "annotations"),
    link("tag_id", "tags", index=True),
    UniqueConstraint("annotation_id", "tag_id"),
    topic=("annotations", "annotation_id"),
)
