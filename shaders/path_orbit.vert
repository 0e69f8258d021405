// The ellipse of orbits/ellipse.py, counted from its satellite, so that it goes through it exactly.
#include "lib/camera.glsl"
#include "lib/wide_line.glsl"

attribute vec2 a_ends_rad;      // start and end of the segment: eccentric anomaly ahead of the satellite
attribute vec2 a_corner;

uniform vec3 u_from_eye_km;     // the satellite
uniform vec3 u_across_km;
uniform vec3 u_along_km;
uniform float u_turn_rad;       // of a place of 1
varying float v_place;          // -1 to 0 before the satellite, 0 to 1 ahead of it

vec3 at(float ahead_rad)
{
    float half_sin = sin(0.5 * ahead_rad);
    return u_from_eye_km - 2.0 * half_sin * half_sin * u_across_km + sin(ahead_rad) * u_along_km;
}

void main()
{
    v_place = (a_corner.x < 0.5 ? a_ends_rad.x : a_ends_rad.y) / u_turn_rad;
    emit_line_from_eye(at(a_ends_rad.x), at(a_ends_rad.y), a_corner);
}
