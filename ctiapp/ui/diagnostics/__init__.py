"""How the application does, and the files that a user attaches to a report."""
