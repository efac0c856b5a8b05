"""What the user does with contacts: their lists, their sheet, their editor, and the import."""
