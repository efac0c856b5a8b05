"""The place of the people: the operator panel, and room for lists of contacts."""
