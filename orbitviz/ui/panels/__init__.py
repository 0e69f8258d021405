"""The panels around the globe."""
