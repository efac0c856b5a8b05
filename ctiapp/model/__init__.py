"""What is true of telephony anywhere: facts, words and rules, with no I/O and no clock of their own."""
