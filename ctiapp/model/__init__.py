"""What is true of telephony anywhere: facts, words and rules; no I/O, no clock of its own."""
