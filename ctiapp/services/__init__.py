"""What the user means: the use cases, free of Qt, of sockets and of vendors."""
