"""Real objects: their mean elements, and SGP4 by the python-sgp4 package."""
