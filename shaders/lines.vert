// Lines on the ground or in space, given point by point.
#include "lib/camera.glsl"
#include "lib/wide_line.glsl"

attribute vec3 a_start_km;
attribute vec3 a_end_km;
attribute vec2 a_corner;

uniform mat3 u_to_teme;

void main()
{
    emit_line(u_to_teme * a_start_km, u_to_teme * a_end_km, a_corner);
}
