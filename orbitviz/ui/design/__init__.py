"""The design panel: sliders and entries for the values of a satellite design."""
