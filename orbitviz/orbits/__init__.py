"""Where things are: patterns, J2 motion, SGP4, frames, time, Sun, eclipse. Numbers only."""
