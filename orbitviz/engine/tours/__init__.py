"""Tours as time passes: what is shown at each of their moments."""
