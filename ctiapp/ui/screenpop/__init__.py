"""The card that pops up when somebody calls. It can never take a key."""
