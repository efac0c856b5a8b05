"""OpenVox UC Series, API v0.0.1. Sections are of its fact sheet, pages of the vendor's site."""
