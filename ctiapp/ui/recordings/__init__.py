"""Recordings: the page that lists them, and the bar that plays one."""
