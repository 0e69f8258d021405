// Hands one satellite to the rasteriser (GL_POINTS; points.frag lights its pixels).
#include "lib/hidden.glsl"

varying vec3 v_light;
varying float v_size;

void emit_point(vec3 r_km, vec3 colour, float weight, float lit)
{
    vec3 from_eye_km = r_km - u_eye_km;
    PointLight point = point_light(from_eye_km, sunlight_colour(colour, lit), weight, point_rule());
    v_light = point.light;
    v_size = point.size;
    gl_PointSize = point.size;
    gl_Position = project(from_eye_km);
    if (weight <= 0.0 || hidden_by_earth(u_eye_km, from_eye_km)) gl_Position = HIDDEN;
}
