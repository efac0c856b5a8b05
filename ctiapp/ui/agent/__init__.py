"""Oneself as an agent: the header, the pause key, one's own queues, presence."""
