// Glow of the air along rays that pass the Earth, premultiplied by its cover. Axes ITRS, km.
#include "lib/ellipsoid.glsl"
#include "lib/colour.glsl"
#include "lib/dither.glsl"
#include "lib/air.glsl"

uniform vec3 u_eye_itrs_km;
uniform vec3 u_sun;          // unit vector to the Sun
uniform float u_stretch;     // by how much heights are drawn larger than they are

varying vec3 v_ray;          // where the Earth is a unit sphere; not normalised

const vec3 HAZE_COLOUR = vec3(1.0, 0.42, 0.08);   // after the way through the lowest air

void main()
{
    vec3 ray = normalize(v_ray * FROM_UNIT_SPHERE);
    float to_nearest = -dot(u_eye_itrs_km, ray);
    if (to_nearest < 0.0) discard;
    vec3 nearest = u_eye_itrs_km + to_nearest * ray;
    // Height over the ellipsoid, by the length in units of its radius in that direction. Where it
    // is negative the ground is drawn over this.
    float height = (length(nearest * TO_UNIT_SPHERE) - 1.0) * EARTH_RADIUS_KM / u_stretch;
    if (height > AIR_TOP_KM) discard;
    float to_sun = dot(ray, u_sun);
    // On a ray towards the Sun, or from it, some air has the Sun higher, and shines more.
    float mu = dot(normalize(nearest), u_sun) + 0.018 * to_sun * to_sun;
    float share = clamp(height * (1.0 / AIR_LIMB_TOP_KM), 0.0, 1.0);
    vec4 air = air_table(share * LIMB_COLUMN.x + LIMB_COLUMN.y, mu);
    vec3 haze = air.a * HAZE_COLOUR;
    vec3 glow = exposure(mu) * (air.rgb * by_molecules(to_sun) + haze * by_haze(to_sun));
    // Airglow, a thin layer of oxygen's green, where the Sun does not outshine it.
    float from_layer = (height - 90.0) * (1.0 / 6.0);
    glow += vec3(0.0009, 0.0026, 0.0014) * (1.0 - ramp(-0.15, 0.0, mu)) / (1.0 + from_layer * from_layer);
    // What the air leaves of the light behind it: nothing low, all of it above the ozone.
    float cover = 1.0 - ramp(8.0, 45.0, height);
    vec3 srgb = shown(glow) + dither();
    gl_FragColor = vec4(srgb, max(cover, max(srgb.r, max(srgb.g, srgb.b))));
}
