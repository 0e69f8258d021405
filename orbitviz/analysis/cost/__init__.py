"""What a fleet costs: published laws and models, discounting, orbit against the ground."""
