-- Files of evidence, kept in pieces, and the items that they belong to.
CREATE TABLE evidence_file (
    -- A file as it was added. Once it is kept, it is never rewritten.
    key        INTEGER PRIMARY KEY, -- short key of its pieces
    id         BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    case_id    BLOB             REFERENCES safeguarding_case (id),
    group_id   BLOB             REFERENCES case_group (id),
    name       TEXT    NOT NULL, -- its own name, without a path
    state      TEXT    NOT NULL CHECK (state IN ('importing', 'kept')), -- what is importing is cleared at the next opening
    size       INTEGER          CHECK (size > 0), -- bytes; this and what follows is known once the file is kept
    sha256     BLOB             CHECK (length(sha256) = 32), -- of the whole file
    media_type TEXT,             -- by its content, whatever its name says
    added_at   INTEGER NOT NULL, -- UTC milliseconds
    added_by   BLOB    NOT NULL REFERENCES user (id),
    salt16     BLOB             CHECK (length(salt16) = 16),
    audit_seq  INTEGER,          -- the entry of the chain that vouches for the file and its pieces
    CHECK ((case_id IS NULL) <> (group_id IS NULL)),
    CHECK (state = 'importing' OR (size IS NOT NULL AND sha256 IS NOT NULL AND media_type IS NOT NULL
        AND salt16 IS NOT NULL AND audit_seq IS NOT NULL))
) STRICT;

CREATE INDEX evidence_file_of_case ON evidence_file (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX evidence_file_of_group ON evidence_file (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX evidence_file_importing ON evidence_file (key) WHERE state = 'importing';

CREATE TABLE evidence_chunk (
    -- A piece of a file: 1 MiB, the last one shorter.
    file_key INTEGER NOT NULL REFERENCES evidence_file (key),
    n        INTEGER NOT NULL CHECK (n >= 0), -- its place, from 0
    sha256   BLOB    NOT NULL CHECK (length(sha256) = 32),
    bytes    BLOB    NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1048576),
    PRIMARY KEY (file_key, n)
) STRICT;

CREATE TRIGGER evidence_file_is_not_rewritten BEFORE UPDATE ON evidence_file WHEN old.state <> 'importing' BEGIN
    SELECT raise(ABORT, 'a file that is kept is not rewritten');
END;

CREATE TRIGGER evidence_file_is_not_removed BEFORE DELETE ON evidence_file WHEN old.state <> 'importing' BEGIN
    SELECT raise(ABORT, 'a file that is kept is not removed');
END;

CREATE TRIGGER evidence_chunk_is_added_while_importing BEFORE INSERT ON evidence_chunk
WHEN (SELECT state FROM evidence_file WHERE key = new.file_key) IS NOT 'importing'
BEGIN
    SELECT raise(ABORT, 'a file that is kept takes no further piece');
END;

CREATE TRIGGER evidence_chunk_is_not_rewritten BEFORE UPDATE ON evidence_chunk BEGIN
    SELECT raise(ABORT, 'a piece of a file is not rewritten');
END;

CREATE TRIGGER evidence_chunk_is_not_removed BEFORE DELETE ON evidence_chunk
WHEN (SELECT state FROM evidence_file WHERE key = old.file_key) IS NOT 'importing'
BEGIN
    SELECT raise(ABORT, 'a piece of a file that is kept is not removed');
END;

CREATE TABLE evidence_item (
    -- Projection: an item of evidence by its number, and its file where it has one.
    id       BLOB    PRIMARY KEY CHECK (length(id) = 16), -- of the part
    rev      INTEGER NOT NULL,
    case_id  BLOB             CHECK (length(case_id) = 16),
    group_id BLOB             CHECK (length(group_id) = 16),
    number   INTEGER NOT NULL UNIQUE, -- E-0031
    file_id  BLOB             CHECK (length(file_id) = 16),
    removed  INTEGER NOT NULL CHECK (removed IN (0, 1)),
    CHECK ((case_id IS NULL) <> (group_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_item_of_file ON evidence_item (file_id) WHERE file_id IS NOT NULL;

-- One series more. A CHECK cannot be changed where it stands.
ALTER TABLE counter RENAME TO counter_before;

CREATE TABLE counter (
    -- The last number given out in each series; numbers are never reused.
    series TEXT    NOT NULL CHECK (series IN ('case', 'pack', 'action', 'person', 'evidence')),
    year   INTEGER NOT NULL, -- of recording; 0 where a series does not begin anew each year
    last   INTEGER NOT NULL,
    PRIMARY KEY (series, year)
) STRICT, WITHOUT ROWID;

INSERT INTO counter (series, year, last) SELECT series, year, last FROM counter_before;
DROP TABLE counter_before;
