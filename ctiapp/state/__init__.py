"""The one writer: what we know of the PBX, and how it changes."""
