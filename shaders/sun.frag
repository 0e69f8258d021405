// The Sun and its glow, with the Milky Way behind: both in linear light before they are shown.
#include "lib/colour.glsl"
#include "lib/dither.glsl"

uniform sampler2D u_milky_way;
uniform float u_milky_way_light;  // 1, or 0 where it is switched off
uniform vec3 u_sun_direction;     // TEME
uniform float u_sun_radius;       // rad
uniform float u_sun_light;        // share of the disc that the Earth leaves to the eye

varying vec3 v_ray;
varying vec2 v_place;

void main()
{
    // Angle by the chord: exact for the small angles that matter.
    float angle = length(normalize(v_ray) - u_sun_direction);
    float disc = 1.0 - smoothstep(0.85 * u_sun_radius, 1.1 * u_sun_radius, angle);
    float near = exp(-angle / (2.2 * u_sun_radius));
    // It fades out a little before it would, and before it is cut.
    float wide = exp(-angle * (1.0 / 0.075)) * (1.0 - smoothstep(0.8 * SUN_REACH, SUN_REACH, angle));
    vec3 warm = vec3(1.0, 0.86, 0.66);
    vec3 sun = disc * vec3(6.0, 5.6, 5.0) + u_sun_light * (1.3 * near + 0.16 * wide) * warm;
    vec3 behind = decoded(0.5 * u_milky_way_light * texture2D(u_milky_way, v_place).rgb);
    gl_FragColor = vec4(encoded(1.0 - (1.0 - behind) * exp(-sun)) + dither(), 1.0);
    // The cells at the edge reach farther.
    if (angle > SUN_REACH) discard;
}
