// A pixel of a satellite's body. PART is what it belongs to, a number of
// orbitviz/analysis/bodies/mesh.py; the parts without a pattern share one.
#include "lib/colour.glsl"
#include "lib/ramp.glsl"
#include "lib/body_light.glsl"
#include "lib/body_surface.glsl"
#if SHADOWS
#include "lib/body_shadow.glsl"
#endif

#define MIRROR (PART == 0 || PART == 1 || PART == 4)

uniform vec3 u_middle_km;        // of the body, from the eye
uniform vec4 u_earth;            // unit vector to the Earth's middle, cosine of its angular radius
uniform float u_pixel_rad;
#if PART < 4
uniform vec4 u_tint;             // sRGB of a part coloured by a quantity, and 1
#endif

varying vec3 v_position_m;
varying vec3 v_normal;
varying vec4 v_place;
varying vec3 v_ambient;
varying vec3 v_sunlight;
varying vec3 v_colour;

// What a mirror shows: the Earth, lit as it is below, with a soft limb, and the dark sky.
vec3 mirrored(vec3 ray)
{
    float towards = dot(ray, u_earth.xyz);
    float disc = ramp_between(u_earth.w - 0.06, 10.0, towards);
    float limb = ramp_between(u_earth.w - 0.10, 9.0, towards) - disc;
    return (EARTHLIGHT * disc + vec3(0.5, 1.0, 2.0) * limb) * u_earthlight.w;
}

void main()
{
    float depth_m = 1000.0 / gl_FragCoord.w;
    float pixel = u_pixel_rad * depth_m;
    vec3 sunlight = v_sunlight;
#if SHADOWS
    sunlight *= self_shadow(v_position_m, u_sun, pixel);
#endif
#if MIRROR
    vec3 to_eye = -normalize(1000.0 * u_middle_km + v_position_m);
    float facing = max(dot(v_normal, to_eye), 0.04);
    pixel /= facing;
#else
    pixel *= 1.6;
#endif
    Surface surface = surface_of(v_place, v_colour, pixel);
    vec3 falling = sunlight + v_ambient;
    vec3 light = surface.colour * falling;
#if MIRROR
    vec3 ray = 2.0 * facing * v_normal - to_eye;
    float glance = (1.0 - facing) * (1.0 - facing);
    float mirror = surface.gloss + (1.0 - surface.gloss) * glance * glance * (1.0 - facing);
    // The Sun's glint, as exp2 of the angle from it: cheaper than a power, and as round.
    float off = 1.0 - dot(ray, u_sun);
    light += mirror * (mirrored(ray) + sunlight * (surface.glint * exp2(-surface.sharp * off)));
#endif
    vec3 srgb = shown(light);
#if PART < 4
    // As the legend has it, with a little of its light, so that the body keeps its shape.
    float shade = 0.86 + 0.14 * clamp(dot(falling, vec3(0.3)), 0.0, 1.0);
    shade *= 0.94 + 0.07 * min(surface.colour.g, 0.88);
    srgb = mix(srgb, u_tint.rgb * shade, u_tint.a * 0.92);
#endif
    gl_FragColor = vec4(srgb, 1.0);
}
