"""One satellite followed step by step, as other programs read it."""
