"""What the next shift has to know: one page, to be read, printed and saved."""
