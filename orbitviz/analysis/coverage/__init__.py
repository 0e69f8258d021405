"""Who is covered: satellites in view by latitude, at sites, on a map, and the worst place."""
