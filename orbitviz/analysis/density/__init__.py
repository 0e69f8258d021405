"""How crowded space is: satellites per km3 by altitude and latitude."""
