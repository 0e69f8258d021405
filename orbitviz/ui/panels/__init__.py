"""The panels around the globe: facts, power, heat, compute, events, design."""
