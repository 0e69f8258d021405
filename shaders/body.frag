// A pixel of a satellite's body: sunlight with its own shadow, light of the Earth, reflections.
#include "lib/colour.glsl"
#include "lib/body_surface.glsl"
#include "lib/body_shadow.glsl"

uniform vec3 u_middle_km;        // of the body, from the eye
uniform vec3 u_sun;              // unit vector to the Sun
uniform float u_sunlit;          // share of the Sun's disc that the Earth leaves visible
uniform vec3 u_earthlight;       // towards the lit Earth; its length: a plate facing it, 1 the Sun
uniform vec4 u_earth;            // unit vector to the Earth's middle, cosine of its angular radius
uniform float u_pixel_rad;
uniform float u_opacity;
uniform vec4 u_tint[PARTS];      // sRGB of a part coloured by a quantity, and 1

varying vec3 v_position_m;
varying vec3 v_normal;
varying vec4 v_place;
varying float v_part;

const vec3 SUNLIGHT = vec3(1.75, 1.68, 1.58);
const vec3 EARTHLIGHT = vec3(1.25, 1.55, 2.05);   // of a unit of it: sea and cloud, bluish
const vec3 NIGHT = vec3(0.012, 0.016, 0.026);     // airglow, stars and Moon, or nothing would be seen

vec4 tint_of(float part)
{
    if (part < 0.5) return u_tint[0];
    if (part < 1.5) return u_tint[1];
    if (part < 2.5) return u_tint[2];
    if (part < 3.5) return u_tint[3];
    return vec4(0.0);
}

// What a mirror shows: the Earth, lit as it is below, with a soft limb, and the dark sky.
vec3 mirrored(vec3 ray)
{
    float towards = dot(ray, u_earth.xyz);
    float disc = ramp(u_earth.w - 0.06, u_earth.w + 0.04, towards);
    float limb = ramp(u_earth.w - 0.10, u_earth.w + 0.01, towards) - disc;
    vec3 day = EARTHLIGHT * length(u_earthlight) * 1.2;
    return day * disc + vec3(0.25, 0.5, 1.0) * limb * length(u_earthlight) * 2.0;
}

void main()
{
    vec3 from_eye_m = 1000.0 * u_middle_km + v_position_m;
    float distance_m = length(from_eye_m);
    vec3 to_eye = -from_eye_m / distance_m;
    vec3 normal = normalize(v_normal);
    float facing = max(dot(normal, to_eye), 0.02);
    float pixel = u_pixel_rad * distance_m / facing;
    Surface surface = surface_of(v_part, v_place, pixel);

    float sine = dot(normal, u_sun);
    float sun = u_sunlit * max(sine, 0.0);
    if (sun > 0.0) sun *= self_shadow(v_position_m, u_sun, u_pixel_rad * distance_m);
    float earth = length(u_earthlight);
    float wrap = 0.5 + 0.5 * dot(normal, u_earthlight / max(earth, 1e-6));
    vec3 falling = SUNLIGHT * sun + EARTHLIGHT * earth * wrap * wrap + NIGHT;
    // Light that its own lit surfaces send around: little, in the Sun's colour.
    falling += SUNLIGHT * (0.045 * u_sunlit);

    vec3 ray = reflect(-to_eye, normal);
    float glance = 1.0 - facing;
    float mirror = surface.gloss + (1.0 - surface.gloss) * glance * glance * glance * glance * glance;
    float glint = sun > 0.0 ? pow(max(dot(ray, u_sun), 0.0), surface.sharp) * sun / max(sine, 1e-3) : 0.0;
    vec3 light = surface.colour * falling + mirror * mirrored(ray)
               + SUNLIGHT * (mirror * glint * (0.02 * surface.sharp + 1.0));

    vec3 srgb = shown(light);
    vec4 tint = tint_of(v_part);
    // As the legend has it, with a little of its light, so that the body keeps its shape.
    float shade = 0.78 + 0.22 * clamp(dot(falling, vec3(0.3)), 0.0, 1.0);
    srgb = mix(srgb, tint.rgb * shade, tint.a * 0.92);
    gl_FragColor = vec4(srgb * u_opacity, u_opacity);
}
