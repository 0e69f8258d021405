// Links between satellites: straight, of one width; which is of which kind changes with time.
#include "lib/camera.glsl"
#include "lib/wide_line.glsl"

attribute vec3 a_start_km;      // from the eye
attribute vec3 a_end_km;
attribute float a_kind;         // place in u_colours; below 0: not in the picture
attribute vec2 a_corner;

uniform vec4 u_colours[3];      // sRGB and opacity: in plane, across planes, broken
varying vec4 v_colour;

void main()
{
    v_colour = u_colours[int(max(a_kind, 0.0) + 0.5)];
    emit_line_from_eye(a_start_km, a_end_km, a_corner);
    if (a_kind < 0.0) gl_Position = HIDDEN;
}
