"""Names on the globe."""
