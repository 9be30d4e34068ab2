"""Collecting: a queue of what comes in, layers of text, sheets on photographs, a log of archives.

`import_runs` and `jobs` keep what is asked for through a power cut. Pages say how their sheet lies
in a picture (turned, straightened, cut out), so that no original is ever touched. Fields, templates
and watched folders are the user's own; `library_settings` is what a library remembers.
Columns are added in place, for a table that is made anew would be copied whole.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_TABLES = """
CREATE TABLE unit_log (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    day TEXT NOT NULL,
    day_written TEXT NOT NULL,
    note TEXT NOT NULL,
    created TEXT NOT NULL,
    CONSTRAINT ck_unit_log_state
        CHECK (state IN ('to_order', 'ordered', 'seen',
        'nothing_found', 'to_copy', 'copied', 'refused')),
    CONSTRAINT fk_unit_log_unit_id_units FOREIGN KEY(unit_id) REFERENCES units (id)
);
CREATE TABLE field_kinds (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    "key" TEXT NOT NULL,
    kind TEXT NOT NULL,
    choices TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT ck_field_kinds_kind CHECK (kind IN ('text', 'number', 'date', 'choice')),
    CONSTRAINT uq_field_kinds_key UNIQUE ("key")
);
CREATE TABLE field_values (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL,
    field_id INTEGER NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT uq_field_values_source_id_field_id UNIQUE (source_id, field_id),
    CONSTRAINT fk_field_values_source_id_sources
        FOREIGN KEY(source_id) REFERENCES sources (id),
    CONSTRAINT fk_field_values_field_id_field_kinds
        FOREIGN KEY(field_id) REFERENCES field_kinds (id)
);
CREATE TABLE templates (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE kept_apart (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    first_hash TEXT NOT NULL,
    second_hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    CONSTRAINT uq_kept_apart_first_hash_second_hash_kind UNIQUE (first_hash, second_hash, kind)
);
CREATE TABLE text_layers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    page_id INTEGER NOT NULL,
    origin TEXT NOT NULL,
    language TEXT NOT NULL,
    who TEXT NOT NULL,
    made TEXT NOT NULL,
    confidence FLOAT,
    text TEXT NOT NULL,
    boxes BLOB NOT NULL,
    CONSTRAINT uq_text_layers_page_id_origin_language UNIQUE (page_id, origin, language),
    CONSTRAINT fk_text_layers_page_id_pages FOREIGN KEY(page_id) REFERENCES pages (id)
);
CREATE TABLE import_runs (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    started TEXT NOT NULL,
    ended TEXT,
    what TEXT NOT NULL,
    options TEXT NOT NULL,
    undone TEXT
);
CREATE TABLE jobs (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER,
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified FLOAT NOT NULL,
    unit_id INTEGER,
    source_id INTEGER,
    file_id INTEGER,
    page_id INTEGER,
    options TEXT NOT NULL,
    state TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    done_pages INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    CONSTRAINT ck_jobs_kind CHECK (kind IN ('import', 'ocr')),
    CONSTRAINT ck_jobs_state
        CHECK (state IN ('waiting', 'working', 'done', 'failed', 'cancelled')),
    CONSTRAINT fk_jobs_run_id_import_runs FOREIGN KEY(run_id) REFERENCES import_runs (id),
    CONSTRAINT fk_jobs_unit_id_units
        FOREIGN KEY(unit_id) REFERENCES units (id) ON DELETE SET NULL,
    CONSTRAINT fk_jobs_source_id_sources
        FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE SET NULL,
    CONSTRAINT fk_jobs_file_id_files
        FOREIGN KEY(file_id) REFERENCES files (id) ON DELETE SET NULL,
    CONSTRAINT fk_jobs_page_id_pages
        FOREIGN KEY(page_id) REFERENCES pages (id) ON DELETE SET NULL
);
CREATE TABLE watched_folders (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL,
    pattern TEXT NOT NULL,
    unit_id INTEGER,
    options TEXT NOT NULL,
    seen TEXT NOT NULL,
    paused BOOLEAN NOT NULL,
    CONSTRAINT fk_watched_folders_unit_id_units FOREIGN KEY(unit_id) REFERENCES units (id)
);
CREATE TABLE library_settings (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_library_settings PRIMARY KEY ("key")
);
CREATE INDEX ix_unit_log_unit_id ON unit_log (unit_id);
CREATE INDEX ix_field_values_field_id ON field_values (field_id);
CREATE INDEX ix_jobs_file_id ON jobs (file_id) WHERE file_id IS NOT NULL;
CREATE INDEX ix_jobs_page_id ON jobs (page_id) WHERE page_id IS NOT NULL;
CREATE INDEX ix_jobs_run_id ON jobs (run_id);
CREATE INDEX ix_jobs_source_id ON jobs (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX ix_jobs_state_id ON jobs (state, id);
CREATE INDEX ix_jobs_unit_id ON jobs (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_watched_folders_unit_id ON watched_folders (unit_id);
"""
_TEXT = "TEXT NOT NULL DEFAULT ''"
_FRACTION = "FLOAT NOT NULL DEFAULT"
_YES_OR_NO = "BOOLEAN NOT NULL DEFAULT 0"
_RUN = "INTEGER CONSTRAINT fk_sources_run_id_import_runs REFERENCES import_runs (id)"
_TURNED = (
    "INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_pages_rotation CHECK (rotation IN (0, 90, 180, 270))"
)
_DOUBT = (
    f"{_TEXT} CONSTRAINT ck_pages_doubt"
    " CHECK (doubt IN ('', 'poor', 'wrong_script', 'broken_layer'))"
)
_CROP_X = (
    f"{_FRACTION} 1 CONSTRAINT ck_pages_crop_x"
    " CHECK (crop_left >= 0 AND crop_left < crop_right AND crop_right <= 1)"
)
_CROP_Y = (
    f"{_FRACTION} 1 CONSTRAINT ck_pages_crop_y"
    " CHECK (crop_top >= 0 AND crop_top < crop_bottom AND crop_bottom <= 1)"
)
_COLUMNS = (
    ("sources", "template", _TEXT),
    ("sources", "run_id", _RUN),
    ("files", "path", _TEXT),
    ("files", "modified", "FLOAT"),
    ("files", "taken", _TEXT),
    ("files", "picture_key", "INTEGER"),
    ("files", "text_key", "INTEGER"),
    ("pages", "rotation", _TURNED),
    ("pages", "skew", f"{_FRACTION} 0 CONSTRAINT ck_pages_skew CHECK (skew BETWEEN -45 AND 45)"),
    ("pages", "crop_left", f"{_FRACTION} 0"),
    ("pages", "crop_top", f"{_FRACTION} 0"),
    ("pages", "crop_right", _CROP_X),
    ("pages", "crop_bottom", _CROP_Y),
    ("pages", "continues", _YES_OR_NO),
    ("pages", "skipped", _YES_OR_NO),
    ("pages", "picture_key", "INTEGER"),
    ("pages", "doubt", _DOUBT),
    ("page_texts", "language", _TEXT),
    ("page_texts", "who", _TEXT),
    ("page_texts", "made", _TEXT),
    ("page_texts", "confidence", "FLOAT"),
    ("page_texts", "changed", _TEXT),
    ("units", "publication_note", _TEXT),
    ("units", "origin_key", _TEXT),
    ("units", "note", _TEXT),
)
_BY_RUN = "CREATE INDEX ix_sources_run_id ON sources (run_id) WHERE run_id IS NOT NULL"


def upgrade() -> None:
    """Make the tables and add the columns, empty."""
    for statement in _TABLES.split(";"):
        op.execute(statement)
    for table, name, kind in _COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
    op.execute(_BY_RUN)
