"""Voicemail: the page of one's own messages, and the bar that plays one."""
