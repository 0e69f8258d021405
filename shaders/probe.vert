// Writes the position of satellite k into pixel k of a float picture, to be
// compared with the float64 reference.
#include "lib/orbit.glsl"
attribute vec4 a_elements;
attribute float a_shell;
attribute vec2 a_pixel;       // NDC of the middle of its pixel
uniform mat4 u_shells[SHELLS_PER_BATCH];
varying vec3 v_position_km;

void main()
{
    v_position_km = orbit_position_km(a_elements, u_shells[int(a_shell)]);
    gl_Position = vec4(a_pixel, 0.0, 1.0);
    gl_PointSize = 1.0;
}
