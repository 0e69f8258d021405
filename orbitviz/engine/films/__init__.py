"""Films of tours: what is made, and how far it is."""
