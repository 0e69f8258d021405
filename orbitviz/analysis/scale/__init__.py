"""How large a fleet is beside the world: power, energy of launching it, sky, debris, air."""
