"""The K2 IPPBX and its relatives: API v2.0.0."""
