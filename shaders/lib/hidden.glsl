// A position outside the picture: vertices moved here are not drawn.
#define HIDDEN vec4(2.0, 2.0, 2.0, 1.0)
