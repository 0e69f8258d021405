// Milky Way and Sun behind everything. The map is equatorial J2000, RA 90 degrees at its left.
#include "lib/camera.glsl"
#include "lib/colour.glsl"

uniform sampler2D u_milky_way;
uniform mat3 u_to_gcrs;
uniform vec3 u_sun_direction;   // TEME
uniform float u_sun_radius;     // rad
uniform float u_sun_light;      // share of the disc that the Earth leaves to the eye
uniform float u_milky_way_light;

varying vec2 v_ndc;

const float TAU = 6.28318530718;
const float PI = 3.14159265359;

vec3 sun_glow(vec3 ray)
{
    // Angle by the chord: exact for the small angles that matter.
    float angle = length(ray - u_sun_direction);
    float disc = 1.0 - smoothstep(0.85 * u_sun_radius, 1.1 * u_sun_radius, angle);
    float near = exp(-angle / (2.2 * u_sun_radius));
    float wide = exp(-angle / 0.075);
    vec3 warm = vec3(1.0, 0.86, 0.66);
    return disc * vec3(6.0, 5.6, 5.0) + u_sun_light * (1.3 * near * warm + 0.16 * wide * warm);
}

void main()
{
    vec3 ray = normalize(ray_through(v_ndc));
    vec3 g = u_to_gcrs * ray;
    float turn = atan(g.y, g.x) / TAU;
    float other = fract(turn);
    float x = fwidth(turn) <= fwidth(other) + 1e-6 ? turn : other;
    vec2 place = vec2(0.25 - x, 0.5 - asin(clamp(g.z, -1.0, 1.0)) / PI);
    vec3 light = u_milky_way_light * linear_of(texture2D(u_milky_way, place).rgb);
    if (u_sun_radius > 0.0) light += sun_glow(ray);
    // Half a step of noise, different for each pixel, hides the steps of 8 bits.
    float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
    gl_FragColor = vec4(shown(light) + (noise - 0.5) / 255.0, 1.0);
}
