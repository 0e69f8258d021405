"""Wires the sky of a place: the site, its picture, counts and passes."""
