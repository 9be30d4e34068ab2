BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE annotation_tags (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    annotation_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL,
    CONSTRAINT uq_annotation_tags_annotation_id_tag_id UNIQUE (annotation_id, tag_id),
    CONSTRAINT fk_annotation_tags_annotation_id_annotations
        FOREIGN KEY(annotation_id) REFERENCES annotations (id),
    CONSTRAINT fk_annotation_tags_tag_id_tags FOREIGN KEY(tag_id) REFERENCES tags (id)
);
INSERT INTO "annotation_tags" VALUES(1,1,2);
CREATE TABLE annotations (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL,
    page_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    "left" FLOAT,
    top FLOAT,
    "right" FLOAT,
    bottom FLOAT,
    color TEXT NOT NULL,
    note TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    CONSTRAINT ck_annotations_anchor CHECK (start >= 0 AND start < "end"),
    CONSTRAINT ck_annotations_region CHECK ("left" <= "right" AND top <= bottom),
    CONSTRAINT fk_annotations_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id),
    CONSTRAINT fk_annotations_page_id_pages FOREIGN KEY(page_id) REFERENCES pages (id)
);
INSERT INTO "annotations" VALUES(1,1,1,'highlight',0,13,'Правительство','',' имеет честь сообщить',NULL,NULL,NULL,NULL,'#f6d55c','важно','2026-11-20T09:31:15.913395+00:00','2026-11-20T09:31:15.913395+00:00');
CREATE TABLE archive_aliases (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    archive_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    alias TEXT NOT NULL,
    CONSTRAINT fk_archive_aliases_archive_id_archives
        FOREIGN KEY(archive_id) REFERENCES archives (id)
);
CREATE TABLE archive_names (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    archive_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    language TEXT NOT NULL,
    "full" TEXT NOT NULL,
    abbreviation TEXT NOT NULL,
    place TEXT NOT NULL,
    country TEXT NOT NULL,
    CONSTRAINT fk_archive_names_archive_id_archives
        FOREIGN KEY(archive_id) REFERENCES archives (id)
);
INSERT INTO "archive_names" VALUES(1,1,0,'','','АП РК','','');
CREATE TABLE archives (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sort_key TEXT NOT NULL
);
INSERT INTO "archives" VALUES(1,'@V WN');
CREATE TABLE creators (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    family TEXT NOT NULL,
    given TEXT NOT NULL,
    CONSTRAINT fk_creators_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id)
);
INSERT INTO "creators" VALUES(1,1,0,'author','Иванов','И. И.');
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
INSERT INTO "field_kinds" VALUES(1,'Шифр плёнки','шифр плёнки','text','',0);
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
INSERT INTO "field_values" VALUES(1,1,1,'М-15');
CREATE TABLE files (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash TEXT NOT NULL
        CONSTRAINT ck_files_hash CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL, path TEXT NOT NULL DEFAULT '', modified FLOAT, taken TEXT NOT NULL DEFAULT '',
    CONSTRAINT ck_files_size CHECK (size >= 0),
    CONSTRAINT fk_files_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id)
);
INSERT INTO "files" VALUES(1,1,0,'0000000000000000000000000000000000000000000000000000000000000001','1.pdf','application/pdf',1000,'read','','',1700000000.5,'2024-05-06T10:11:12');
CREATE TABLE groups (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    position INTEGER NOT NULL
);
INSERT INTO "groups" VALUES(1,'Договоры',0);
CREATE TABLE import_runs (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    started TEXT NOT NULL,
    ended TEXT,
    what TEXT NOT NULL,
    options TEXT NOT NULL,
    undone TEXT
);
INSERT INTO "import_runs" VALUES(1,'2026-11-20T09:31:15.915727+00:00','2026-11-20T09:31:15.915727+00:00','Фотографии','{"languages": ["ru"]}',NULL);
CREATE TABLE index_manifest (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
        CONSTRAINT ck_index_manifest_single CHECK (id = 1),
    body TEXT NOT NULL
);
CREATE TABLE index_queue (
    ticket INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    CONSTRAINT uq_index_queue_key UNIQUE ("key")
);
INSERT INTO "index_queue" VALUES(2,'s1');
INSERT INTO "index_queue" VALUES(3,'p1');
INSERT INTO "index_queue" VALUES(4,'a1');
INSERT INTO "index_queue" VALUES(5,'m1');
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
INSERT INTO "jobs" VALUES(1,1,'import','/home/a/1.pdf','1.pdf',1000,1700000000.5,3,1,1,NULL,'','done','stored','',1,1,1,'2026-11-20T09:31:15.915727+00:00','2026-11-20T09:31:15.915727+00:00');
CREATE TABLE kept_apart (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    first_hash TEXT NOT NULL,
    second_hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    CONSTRAINT uq_kept_apart_first_hash_second_hash_kind UNIQUE (first_hash, second_hash, kind)
);
INSERT INTO "kept_apart" VALUES(1,'0000000000000000000000000000000000000000000000000000000000000001','0000000000000000000000000000000000000000000000000000000000000002','picture');
CREATE TABLE library (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT CONSTRAINT ck_library_single CHECK (id = 1),
    uuid TEXT NOT NULL,
    created TEXT NOT NULL,
    program TEXT NOT NULL
);
INSERT INTO "library" VALUES(1,'8ae5bcf6-35ca-45ba-bbe3-eefd9d202d91','2026-11-20T09:31:15.744790+00:00','0.1.0');
CREATE TABLE library_settings (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_library_settings PRIMARY KEY ("key")
);
INSERT INTO "library_settings" VALUES('quiet_on_battery','1');
CREATE TABLE manuscripts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    style TEXT NOT NULL,
    language TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL
, list_form TEXT NOT NULL DEFAULT '');
INSERT INTO "manuscripts" VALUES(1,'Диссертация','gost-r-7.0.5-2008','ru','2026-11-20T09:31:15.915727+00:00','2026-11-20T09:31:15.928257+00:00','{"order": "alphabet", "first_script": "latin", "sections": true, "headings": [["laws", "Акты"]], "numbering": "each", "romanised": "bsi", "abbreviations": true}');
CREATE TABLE page_texts (
    page_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    boxes BLOB NOT NULL, language TEXT NOT NULL DEFAULT '', who TEXT NOT NULL DEFAULT '', made TEXT NOT NULL DEFAULT '', confidence FLOAT, changed TEXT NOT NULL DEFAULT '',
    CONSTRAINT pk_page_texts PRIMARY KEY (page_id),
    CONSTRAINT fk_page_texts_page_id_pages FOREIGN KEY(page_id) REFERENCES pages (id)
);
INSERT INTO "page_texts" VALUES(1,'Правительство имеет честь сообщить',X'','ru','','',0.9,'');
CREATE TABLE pages (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL,
    file_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    file_index INTEGER NOT NULL,
    sheet TEXT NOT NULL,
    width FLOAT NOT NULL,
    height FLOAT NOT NULL,
    origin TEXT NOT NULL, rotation INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_pages_rotation CHECK (rotation IN (0, 90, 180, 270)), skew FLOAT NOT NULL DEFAULT 0 CONSTRAINT ck_pages_skew CHECK (skew BETWEEN -45 AND 45), crop_left FLOAT NOT NULL DEFAULT 0, crop_top FLOAT NOT NULL DEFAULT 0, crop_right FLOAT NOT NULL DEFAULT 1 CONSTRAINT ck_pages_crop_x CHECK (crop_left >= 0 AND crop_left < crop_right AND crop_right <= 1), crop_bottom FLOAT NOT NULL DEFAULT 1 CONSTRAINT ck_pages_crop_y CHECK (crop_top >= 0 AND crop_top < crop_bottom AND crop_bottom <= 1), continues BOOLEAN NOT NULL DEFAULT 0, skipped BOOLEAN NOT NULL DEFAULT 0, doubt TEXT NOT NULL DEFAULT '' CONSTRAINT ck_pages_doubt CHECK (doubt IN ('', 'poor', 'wrong_script', 'broken_layer')), picture_key BLOB,
    CONSTRAINT ck_pages_place CHECK (number >= 1 AND file_index >= 0),
    CONSTRAINT ck_pages_extent CHECK (width BETWEEN 0 AND 1e9 AND height BETWEEN 0 AND 1e9),
    CONSTRAINT fk_pages_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id),
    CONSTRAINT fk_pages_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
INSERT INTO "pages" VALUES(1,1,1,1,0,'',0.0,0.0,'file',90,1.5,0.0,0.0,0.5,1.0,0,0,'poor',NULL);
CREATE TABLE periods (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    first_year INTEGER NOT NULL,
    last_year INTEGER NOT NULL,
    CONSTRAINT ck_periods_years CHECK (first_year <= last_year)
);
INSERT INTO "periods" VALUES(1,'Война',1941,1945);
CREATE TABLE saved_searches (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    "query" TEXT NOT NULL
);
INSERT INTO "saved_searches" VALUES(1,'Ноты','нота');
CREATE TABLE sections (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    manuscript_id INTEGER NOT NULL,
    parent_id INTEGER,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT ck_sections_parent CHECK (parent_id <> id),
    CONSTRAINT fk_sections_manuscript_id_manuscripts
        FOREIGN KEY(manuscript_id) REFERENCES manuscripts (id),
    CONSTRAINT fk_sections_parent_id_sections FOREIGN KEY(parent_id) REFERENCES sections (id)
);
INSERT INTO "sections" VALUES(1,1,NULL,0,'Введение','О нотах [@1].');
CREATE TABLE source_tags (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL,
    CONSTRAINT uq_source_tags_source_id_tag_id UNIQUE (source_id, tag_id),
    CONSTRAINT fk_source_tags_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id),
    CONSTRAINT fk_source_tags_tag_id_tags FOREIGN KEY(tag_id) REFERENCES tags (id)
);
INSERT INTO "source_tags" VALUES(1,1,1);
CREATE TABLE sources (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    unit_id INTEGER,
    group_id INTEGER,
    checked BOOLEAN NOT NULL,
    unread BOOLEAN NOT NULL,
    binned TEXT,
    date TEXT NOT NULL,
    date_written TEXT NOT NULL,
    first_year INTEGER,
    last_year INTEGER,
    date_key INTEGER,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    title_key TEXT NOT NULL,
    title_folded TEXT NOT NULL,
    sheets_key TEXT NOT NULL,
    sheets_text TEXT NOT NULL,
    sheets TEXT NOT NULL,
    title TEXT NOT NULL,
    title_by_researcher BOOLEAN NOT NULL,
    subtitle TEXT NOT NULL,
    container TEXT NOT NULL,
    publisher TEXT NOT NULL,
    place TEXT NOT NULL,
    edition TEXT NOT NULL,
    series TEXT NOT NULL,
    volume TEXT NOT NULL,
    issue TEXT NOT NULL,
    pages TEXT NOT NULL,
    total_pages TEXT NOT NULL,
    genre TEXT NOT NULL,
    number TEXT NOT NULL,
    url TEXT NOT NULL,
    accessed TEXT NOT NULL,
    accessed_written TEXT NOT NULL,
    doi TEXT NOT NULL,
    authenticity TEXT NOT NULL,
    medium TEXT NOT NULL,
    note TEXT NOT NULL, responsibility TEXT NOT NULL DEFAULT '', short_title TEXT NOT NULL DEFAULT '', translated_title TEXT NOT NULL DEFAULT '', microfilm TEXT NOT NULL DEFAULT '', run_id INTEGER CONSTRAINT fk_sources_run_id_import_runs REFERENCES import_runs (id),
    CONSTRAINT ck_sources_years CHECK (first_year <= last_year),
    CONSTRAINT fk_sources_unit_id_units FOREIGN KEY(unit_id) REFERENCES units (id),
    CONSTRAINT fk_sources_group_id_groups FOREIGN KEY(group_id) REFERENCES groups (id)
);
INSERT INTO "sources" VALUES(1,'archival_document','',3,1,0,1,NULL,'1945~','ок. 1945',1945,1945,19450000,'2026-11-20T09:31:15.873417+00:00','2026-11-20T09:31:15.873417+00:00','RTY@ QLG','нота мид','0212 TB 0215','12 об–15','[[["12", true, false], ["15", false, false]]]','Нота МИД',0,'','','','','','','','','','','','','','','','','','','','пер. с англ. В. В. Львова','Нота','Note','1.1004',1);
CREATE TABLE tags (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    "key" TEXT NOT NULL,
    color TEXT NOT NULL,
    CONSTRAINT uq_tags_key UNIQUE ("key")
);
INSERT INTO "tags" VALUES(1,'мир/1945','мир/1945','');
INSERT INTO "tags" VALUES(2,'мир','мир','');
CREATE TABLE templates (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
);
INSERT INTO "templates" VALUES(1,'Нота','archival_document','{}');
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
INSERT INTO "text_layers" VALUES(1,1,'translation','en','Lvov','2026-11-20T09:31:15.915727+00:00',NULL,'The Government has the honour to inform',X'');
CREATE TABLE unit_keys (
    unit_id INTEGER NOT NULL,
    sort_key TEXT NOT NULL,
    first_year INTEGER,
    last_year INTEGER,
    date_key INTEGER,
    CONSTRAINT pk_unit_keys PRIMARY KEY (unit_id),
    CONSTRAINT fk_unit_keys_unit_id_units
        FOREIGN KEY(unit_id) REFERENCES units (id) ON DELETE CASCADE
);
INSERT INTO "unit_keys" VALUES(1,'@V WN000000000001015 R',NULL,NULL,NULL);
INSERT INTO "unit_keys" VALUES(2,'@V WN000000000001015 R011',NULL,NULL,NULL);
INSERT INTO "unit_keys" VALUES(3,'@V WN000000000001015 R011045059',NULL,NULL,NULL);
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
INSERT INTO "unit_log" VALUES(1,3,'ordered','2024-05-06','6 мая 2024','стол 5','2026-11-20T09:31:15.915727+00:00');
CREATE TABLE units (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    archive_id INTEGER NOT NULL,
    parent_id INTEGER,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    number_key TEXT NOT NULL,
    latin TEXT NOT NULL,
    suffix TEXT NOT NULL,
    volume TEXT NOT NULL,
    label TEXT NOT NULL,
    name TEXT NOT NULL,
    date TEXT NOT NULL,
    date_written TEXT NOT NULL,
    first_year INTEGER,
    last_year INTEGER,
    date_key INTEGER,
    extent TEXT NOT NULL,
    access_note TEXT NOT NULL, publication_note TEXT NOT NULL DEFAULT '', origin_key TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
    CONSTRAINT ck_units_years CHECK (first_year <= last_year),
    CONSTRAINT ck_units_parent CHECK (parent_id <> id),
    CONSTRAINT fk_units_archive_id_archives FOREIGN KEY(archive_id) REFERENCES archives (id),
    CONSTRAINT fk_units_parent_id_units FOREIGN KEY(parent_id) REFERENCES units (id)
);
INSERT INTO "units" VALUES(1,1,NULL,'fund','5-Н','5Н','','','','','','','',NULL,NULL,NULL,'','','','','');
INSERT INTO "units" VALUES(2,1,1,'series','1','1','','','','','','','',NULL,NULL,NULL,'','','','','');
INSERT INTO "units" VALUES(3,1,2,'file','5059','5059','','','','','','','',NULL,NULL,NULL,'','','с разрешения','ead:5','Переписка');
CREATE TABLE watched_folders (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL,
    pattern TEXT NOT NULL,
    options TEXT NOT NULL,
    seen TEXT NOT NULL,
    paused BOOLEAN NOT NULL
);
INSERT INTO "watched_folders" VALUES(1,'/home/a/scans','{fund}/{file}/*','','',1);
CREATE INDEX ix_archive_aliases_archive_id ON archive_aliases (archive_id);
CREATE INDEX ix_archive_names_archive_id ON archive_names (archive_id);
CREATE INDEX ix_sections_manuscript_id ON sections (manuscript_id);
CREATE INDEX ix_sections_parent_id ON sections (parent_id);
CREATE INDEX ix_units_archive_id_parent_id_number_key
    ON units (archive_id, parent_id, number_key);
CREATE INDEX ix_units_parent_id ON units (parent_id);
CREATE INDEX ix_sources_by_title
    ON sources (title_key, id, unread, language, kind, first_year, last_year, title_folded)
    WHERE binned IS NULL;
CREATE INDEX ix_sources_date_key_title_key ON sources (date_key, title_key) WHERE binned IS NULL;
CREATE INDEX ix_sources_first_year_last_year
    ON sources (first_year, last_year)
    WHERE binned IS NULL;
CREATE INDEX ix_sources_group_id_binned_title_key ON sources (group_id, binned, title_key);
CREATE INDEX ix_sources_in_bin ON sources (title_key) WHERE binned IS NOT NULL;
CREATE INDEX ix_sources_kind_title_key ON sources (kind, title_key) WHERE binned IS NULL;
CREATE INDEX ix_sources_unit_id_binned_sheets_key_title_key
    ON sources (unit_id, binned, sheets_key, title_key);
CREATE UNIQUE INDEX ix_unit_keys_sort_key_unit_id ON unit_keys (sort_key, unit_id);
CREATE INDEX ix_creators_source_id ON creators (source_id);
CREATE INDEX ix_files_hash ON files (hash);
CREATE INDEX ix_files_source_id ON files (source_id);
CREATE INDEX ix_source_tags_tag_id ON source_tags (tag_id);
CREATE INDEX ix_pages_file_id ON pages (file_id);
CREATE INDEX ix_pages_source_id_number_origin ON pages (source_id, number, origin);
CREATE INDEX ix_pages_without_text ON pages (source_id) WHERE origin = 'none';
CREATE INDEX ix_annotations_page_id ON annotations (page_id);
CREATE INDEX ix_annotations_source_id ON annotations (source_id);
CREATE INDEX ix_annotation_tags_tag_id ON annotation_tags (tag_id)
;
CREATE INDEX ix_unit_log_unit_id ON unit_log (unit_id);
CREATE INDEX ix_field_values_field_id ON field_values (field_id);
CREATE INDEX ix_jobs_file_id ON jobs (file_id) WHERE file_id IS NOT NULL;
CREATE INDEX ix_jobs_page_id ON jobs (page_id) WHERE page_id IS NOT NULL;
CREATE INDEX ix_jobs_run_id ON jobs (run_id);
CREATE INDEX ix_jobs_source_id ON jobs (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX ix_jobs_state_id ON jobs (state, id);
CREATE INDEX ix_jobs_unit_id ON jobs (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_sources_run_id ON sources (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX ix_pages_doubtful ON pages (source_id) WHERE doubt <> '';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('library',1);
INSERT INTO "sqlite_sequence" VALUES('archives',1);
INSERT INTO "sqlite_sequence" VALUES('archive_names',1);
INSERT INTO "sqlite_sequence" VALUES('units',3);
INSERT INTO "sqlite_sequence" VALUES('index_queue',5);
INSERT INTO "sqlite_sequence" VALUES('groups',1);
INSERT INTO "sqlite_sequence" VALUES('periods',1);
INSERT INTO "sqlite_sequence" VALUES('saved_searches',1);
INSERT INTO "sqlite_sequence" VALUES('sources',1);
INSERT INTO "sqlite_sequence" VALUES('creators',1);
INSERT INTO "sqlite_sequence" VALUES('tags',2);
INSERT INTO "sqlite_sequence" VALUES('source_tags',1);
INSERT INTO "sqlite_sequence" VALUES('files',1);
INSERT INTO "sqlite_sequence" VALUES('pages',1);
INSERT INTO "sqlite_sequence" VALUES('annotations',1);
INSERT INTO "sqlite_sequence" VALUES('annotation_tags',1);
INSERT INTO "sqlite_sequence" VALUES('manuscripts',1);
INSERT INTO "sqlite_sequence" VALUES('sections',1);
INSERT INTO "sqlite_sequence" VALUES('import_runs',1);
INSERT INTO "sqlite_sequence" VALUES('jobs',1);
INSERT INTO "sqlite_sequence" VALUES('text_layers',1);
INSERT INTO "sqlite_sequence" VALUES('unit_log',1);
INSERT INTO "sqlite_sequence" VALUES('kept_apart',1);
INSERT INTO "sqlite_sequence" VALUES('field_kinds',1);
INSERT INTO "sqlite_sequence" VALUES('field_values',1);
INSERT INTO "sqlite_sequence" VALUES('templates',1);
INSERT INTO "sqlite_sequence" VALUES('watched_folders',1);
COMMIT;
