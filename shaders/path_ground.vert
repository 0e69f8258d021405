// A line on the turning Earth, each point with its time.
#include "lib/camera.glsl"
#include "lib/wide_line.glsl"

attribute vec3 a_start_km;
attribute vec3 a_end_km;
attribute vec2 a_ends_s;        // times of start and end
attribute vec2 a_corner;

uniform mat3 u_to_teme;
uniform float u_now_s;
uniform float u_span_s;         // of a place of 1
varying float v_place;          // -1 to 0 before the present, 0 to 1 after it

void main()
{
    v_place = ((a_corner.x < 0.5 ? a_ends_s.x : a_ends_s.y) - u_now_s) / u_span_s;
    emit_line(u_to_teme * a_start_km, u_to_teme * a_end_km, a_corner);
}
