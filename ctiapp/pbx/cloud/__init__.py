"""Yeastar Cloud PBX, API v1.1.0."""
