"""The search box in the header, and what is shown under it."""
