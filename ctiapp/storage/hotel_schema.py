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

WAKES = """
    CREATE TABLE plans (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        pbx TEXT NOT NULL,
        room TEXT NOT NULL,
        day TEXT NOT NULL,
        alarm TEXT NOT NULL,
        grp TEXT NOT NULL,
        state TEXT NOT NULL,
        notice TEXT,
        late INTEGER NOT NULL,
        there TEXT,
        by TEXT NOT NULL,
        at INTEGER NOT NULL
    );
    CREATE INDEX plans_by_day ON plans (pbx, day);
    CREATE TABLE wakes (
        pbx TEXT NOT NULL,
        name TEXT NOT NULL,
        room TEXT NOT NULL,
        ext_id TEXT NOT NULL,
        wall TEXT NOT NULL,
        at INTEGER NOT NULL,
        alarm TEXT NOT NULL,
        outcome TEXT NOT NULL,
        reason TEXT NOT NULL,
        tries TEXT NOT NULL,
        again_at INTEGER,
        since INTEGER,
        acknowledged TEXT,
        PRIMARY KEY (pbx, name)
    ) WITHOUT ROWID;
    CREATE INDEX wakes_by_time ON wakes (pbx, at);
    CREATE TABLE alarms (
        id INTEGER PRIMARY KEY,
        pbx TEXT NOT NULL,
        ext_id TEXT NOT NULL,
        room TEXT NOT NULL,
        alarm TEXT NOT NULL,
        seen TEXT NOT NULL
    );
    CREATE INDEX alarms_by_pbx ON alarms (pbx);
    CREATE TABLE wakelog (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        pbx TEXT NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        room TEXT NOT NULL,
        by TEXT NOT NULL,
        who TEXT NOT NULL,
        wall TEXT NOT NULL,
        params TEXT NOT NULL
    );
    CREATE UNIQUE INDEX wakelog_once ON wakelog (pbx, at, kind, room, wall, params);
    CREATE INDEX wakelog_by_room ON wakelog (pbx, room, at);
"""
"""Wake-up calls for a date; how each went; what the PBX last had to ring; the log of all that."""

MIGRATIONS: tuple[str, ...] = (STAYS, WAKES)
"""Each step from one version of the file to the next. Never edited once it was released."""
