"""The sky of a place on the ground: picture, counts, passes."""
