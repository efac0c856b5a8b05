"""Yeastar P-Series, OpenAPI v1.0."""
