"""Tables of states that other programs read."""
