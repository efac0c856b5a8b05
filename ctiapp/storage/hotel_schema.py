"""The tables of the hotel's file. A part of it more is a step more at the end of `MIGRATIONS`."""

from __future__ import annotations

STAYS = """
    CREATE TABLE stays (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        pbx TEXT NOT NULL,
        room TEXT NOT NULL,
        guests TEXT NOT NULL,
        name TEXT NOT NULL,
        language TEXT NOT NULL,
        arrival TEXT,
        departure TEXT,
        email TEXT NOT NULL,
        mobile TEXT NOT NULL,
        by TEXT NOT NULL,
        at INTEGER NOT NULL,
        closed_by TEXT NOT NULL,
        closed_at INTEGER
    );
    CREATE UNIQUE INDEX stays_open ON stays (pbx, room) WHERE closed_at IS NULL;
    CREATE INDEX stays_closed ON stays (closed_at) WHERE closed_at IS NOT NULL;
    CREATE TABLE receipts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        pbx TEXT NOT NULL,
        room TEXT NOT NULL,
        by TEXT NOT NULL,
        begun_at INTEGER NOT NULL,
        ended_at INTEGER,
        result TEXT NOT NULL
    );
    CREATE INDEX receipts_begun ON receipts (pbx, begun_at);
    CREATE TABLE facts (
        pbx TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (pbx, key)
    ) WITHOUT ROWID;
"""
"""Who stays where; which check-outs were begun and how they ended; how far something has come."""

MIGRATIONS: tuple[str, ...] = (STAYS,)
"""Each step from one version of the file to the next. Never edited once it was released."""
