"""What a person designs: groups of shells, satellites and sites, and their expansion to orbits."""
