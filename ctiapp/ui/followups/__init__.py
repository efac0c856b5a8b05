"""The page of those who tried in vain and wait to be called back."""
