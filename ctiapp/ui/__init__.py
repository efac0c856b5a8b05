"""The window: the only package with widgets. What it shows comes in through ``bridge.py`` alone."""
