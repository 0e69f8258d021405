// The Moon in its true size, lit by the Sun; what of it is dark hides the stars all the same.
#include "lib/camera.glsl"
#include "lib/colour.glsl"
#include "lib/dither.glsl"

uniform sampler2D u_moon;      // equirectangular, longitude 180 W at the left edge
uniform vec3 u_direction;      // TEME, unit vector from the eye to the Moon's middle
uniform float u_sine;          // of the angle of its radius
uniform vec3 u_sun;            // TEME, unit vector from the Moon to the Sun
uniform mat3 u_to_moon;        // from TEME to the Moon's axes
uniform float u_earthshine;    // light of the Earth on it, that of the Sun being 1

varying vec2 v_from_middle_px;
varying vec3 v_ray;

const float INV_PI = 0.31830988618;
const float BRIGHT = 3.2;      // exposure

void main()
{
    vec3 ray = normalize(v_ray);
    // From the Moon's middle straight to the ray, in radii.
    vec3 aside = (dot(u_direction, ray) * ray - u_direction) / u_sine;
    float off2 = dot(aside, aside);
    float pixel = 2.0 * u_tan_half.y / u_size.y / u_sine;
    float cover = clamp((1.0 - sqrt(off2)) / pixel + 0.5, 0.0, 1.0);
    float to_eye = sqrt(max(1.0 - off2, 0.0));
    vec3 up = normalize(aside - to_eye * ray);
    vec3 place = u_to_moon * up;
    float east = 0.5 * INV_PI * atan(place.y, place.x);
    // Where the longitude jumps it is counted otherwise, for the choice of the mipmap.
    float x = fwidth(east) < 0.5 ? east : fract(east);
    float albedo = linear_of(texture2D(u_moon, vec2(x + 0.5, 0.5 - INV_PI * asin(clamp(place.z, -1.0, 1.0)))).rgb).r;
    // Dust scatters back: Lommel and Seeliger's law, the full Moon is as bright at its edge.
    float to_sun = max(dot(up, u_sun), 0.0);
    float light = 2.0 * to_sun / max(to_sun + to_eye, 1e-3) + u_earthshine;
    vec3 srgb = encoded(1.0 - exp(-BRIGHT * albedo * light * vec3(1.0, 0.985, 0.96)));
    gl_FragColor = vec4((srgb + dither()) * cover, cover);
}
