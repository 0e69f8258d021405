"""The panels next to the globe."""
