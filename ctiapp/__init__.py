"""A desktop call-control companion for office and hotel PBXs."""

__version__ = "0.1.0"
