// A place beyond the picture: what is put there is not drawn.
#define HIDDEN vec4(2.0, 2.0, 2.0, 1.0)
