"""Fixed views of the picture, to be looked at before and after a change of the drawing."""
