"""What a fleet costs: the panel with its sliders, and its action."""
