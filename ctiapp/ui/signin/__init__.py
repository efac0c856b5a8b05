"""The page in the window where one signs in."""
