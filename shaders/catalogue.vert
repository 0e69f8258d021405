// A catalogue object between two keyframes of SGP4: cubic Hermite interpolation, TEME.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"
#include "lib/sunlight.glsl"
#include "lib/point_light.glsl"
#include "lib/magnitude.glsl"
#include "lib/style.glsl"
#include "lib/emit_point.glsl"

attribute vec3 a_r0_km;
attribute vec3 a_v0_km_s;
attribute vec3 a_r1_km;
attribute vec3 a_v1_km_s;
attribute float a_alive;       // 0 where SGP4 failed
attribute vec3 a_colour;
attribute float a_style;

uniform float u_fraction;      // 0 at the first keyframe, 1 at the second
uniform float u_span_s;
uniform float u_weight;
uniform vec3 u_colour;
uniform float u_by_object;     // 1: each object has its own colour, 0: all have u_colour
uniform vec3 u_sun_direction;
uniform float u_by_magnitude;  // 1: as bright as it looks from here, 0: all alike

void main()
{
    float u = u_fraction;
    float w = 1.0 - u;
    vec3 r_km = w * w * (1.0 + 2.0 * u) * a_r0_km + u * u * (3.0 - 2.0 * u) * a_r1_km
              + u_span_s * u * w * (w * a_v0_km_s - u * a_v1_km_s);
    vec3 colour = u_by_object > 0.5 ? a_colour : u_colour;
    Style style = style_of(a_style);
    colour = mix(sunlight_colour(colour, sunlight(r_km, u_sun_direction)), style.colour, style.has_colour);
    float weight = u_weight * a_alive * style.weight;
    weight *= mix(1.0, reflected(r_km, r_km - u_eye_km, u_sun_direction), u_by_magnitude);
    emit_point(r_km, colour, weight, style.closeness, vec2(0.0));
}
