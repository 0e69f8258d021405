// A square of the picture around a body of the sky.
#include "lib/camera.glsl"

attribute vec2 a_corner;
uniform vec3 u_direction;  // TEME, unit vector from the eye
uniform float u_reach_px;      // half a side

varying vec2 v_from_middle_px;    // to the right, up
varying vec3 v_ray;            // TEME, not normalised

void main()
{
    vec4 middle = project(u_direction);
    v_from_middle_px = a_corner * u_reach_px;
    vec2 half_size = 0.5 * u_size;
    // On the whole picture, also when a tile of it is drawn.
    vec2 ndc = (middle.xy / middle.w - u_tile.zw) / u_tile.xy + v_from_middle_px / half_size;
    v_ray = u_forward + ndc.x * u_tan_half.x * u_right + ndc.y * u_tan_half.y * u_up;
    gl_Position = vec4(ndc * u_tile.xy + u_tile.zw, 0.0, 1.0);
}
