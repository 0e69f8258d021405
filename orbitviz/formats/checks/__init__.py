"""A check of a design as an HTML page and as JSON."""
