"""A design on one page: laid out as marks, drawn into PDF and PNG, without OpenGL."""
