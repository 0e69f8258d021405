// Hands one satellite to the rasteriser (GL_POINTS; points.frag lights its pixels).
#include "lib/hidden.glsl"

varying vec3 v_light;
varying float v_size;

// closeness: see point_light; shift: of the grain, pixels.
void emit_point(vec3 r_km, vec3 colour, float weight, float closeness, vec2 shift)
{
    vec3 from_eye_km = r_km - u_eye_km;
    PointLight point = point_light(from_eye_km, colour, weight, closeness, point_rule());
    v_light = point.light;
    v_size = point.size;
    gl_PointSize = point.size;
    gl_Position = project(from_eye_km);
    gl_Position.xy += shift * point.grain * (2.0 * gl_Position.w) * u_tile.xy / u_size;
    if (weight <= 0.0 || hidden_by_earth(u_eye_km, from_eye_km)) gl_Position = HIDDEN;
}
