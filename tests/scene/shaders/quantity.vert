// Writes the quantity that satellite k is coloured by into pixel k of a float picture.
#include "lib/orbit.glsl"
#include "lib/colour.glsl"
#include "lib/operating_map.glsl"
attribute vec4 a_elements;
attribute float a_shell;
attribute vec2 a_pixel;       // NDC of the middle of its pixel
uniform mat4 u_shells[SHELLS_PER_BATCH];
varying vec3 v_position_km;   // what probe.frag writes

void main()
{
    mat4 shell = u_shells[int(a_shell)];
    vec3 flight;
    vec2 node;
    vec3 r_km = orbit_place_km(a_elements, shell, flight, node);
    v_position_km = vec3(quantity_value(shell[3].w, r_km, flight, node, shell[2].x), 0.0, 0.0);
    gl_Position = vec4(a_pixel, 0.0, 1.0);
    gl_PointSize = 1.0;
}
