// Glare of the Sun in the lens, over everything: a core that is tight and white, a skirt that falls
// off as a power, and the faint streaks of an aperture. To be blended as a screen.
#include "lib/camera.glsl"
#include "lib/colour.glsl"
#include "lib/dither.glsl"

uniform vec3 u_sun_light;      // what the Earth and its air leave, 0..1
uniform float u_disc_px;       // radius of the disc
uniform float u_unit_px;       // the scale of the lens
uniform float u_reach_px;

varying vec2 v_from_middle_px;
varying vec3 v_ray;

// Light along a line through the Sun.
float streak(vec2 along, float reach, float width)
{
    float side = dot(v_from_middle_px, vec2(-along.y, along.x)) / width;
    float out_there = abs(dot(v_from_middle_px, along)) / reach;
    return exp(-side * side - out_there);
}

void main()
{
    float distance_px = length(v_from_middle_px);
    float off = max(distance_px - u_disc_px, 0.0) / u_unit_px;
    float core = 1.6 * exp(-0.9 * off * off);
    float skirt = 1.0 + 0.30 * off * off;
    float near = 0.9 / (skirt * sqrt(skirt));
    float rays = streak(vec2(0.966, 0.259), 6.5 * u_unit_px, 0.30 * u_unit_px)
               + 0.8 * streak(vec2(0.259, 0.966), 5.0 * u_unit_px, 0.30 * u_unit_px)
               + 0.7 * streak(vec2(0.707, -0.707), 4.4 * u_unit_px, 0.30 * u_unit_px);
    // The disc itself is white already; it ends before its edge would show.
    float end = 1.0 - smoothstep(0.45, 1.0, distance_px / u_reach_px);
    vec3 light = core + near * vec3(1.0, 0.97, 0.93) + 0.18 * rays * vec3(0.90, 0.95, 1.0);
    vec3 srgb = encoded(1.0 - exp(-light * u_sun_light * end * end));
    gl_FragColor = vec4(srgb + dither() * end, 1.0);
}
