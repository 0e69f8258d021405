// A square of the picture around the Sun.
#include "lib/camera.glsl"

attribute vec2 a_corner;
uniform vec3 u_sun_direction;  // TEME, unit vector from the eye
uniform float u_reach_px;      // half a side

varying vec2 v_from_sun_px;    // to the right, up
varying vec3 v_ray;            // TEME, not normalised

void main()
{
    vec4 sun = project(u_sun_direction);
    v_from_sun_px = a_corner * u_reach_px;
    vec2 half_size = 0.5 * u_size;
    // On the whole picture, also when a tile of it is drawn.
    vec2 ndc = (sun.xy / sun.w - u_tile.zw) / u_tile.xy + v_from_sun_px / half_size;
    v_ray = u_forward + ndc.x * u_tan_half.x * u_right + ndc.y * u_tan_half.y * u_up;
    gl_Position = vec4(ndc * u_tile.xy + u_tile.zw, 0.0, 1.0);
}
