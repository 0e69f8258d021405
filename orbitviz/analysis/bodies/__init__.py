"""The body of a satellite, built from the values of its design."""
