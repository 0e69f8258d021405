"""Words and legends on the picture."""
