"""The files we own (SQLite)."""
