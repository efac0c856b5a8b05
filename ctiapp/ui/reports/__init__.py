"""The PBX's own reports, for a supervisor."""
