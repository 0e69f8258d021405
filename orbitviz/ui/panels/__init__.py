"""The panels beside the globe."""
