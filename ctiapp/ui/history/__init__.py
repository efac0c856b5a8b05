"""The place of what happened: past calls, and room for pages of recordings, follow-up and more."""
