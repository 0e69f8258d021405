"""Where things are: patterns, J2, SGP4, frames, time, Sun, eclipse. Functions of numpy arrays."""
