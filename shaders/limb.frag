// Glow of the air along rays that pass the Earth, premultiplied by its cover. Axes ITRS, km.
#include "lib/ellipsoid.glsl"
#include "lib/colour.glsl"
#include "lib/air.glsl"

uniform vec3 u_eye_itrs_km;
uniform vec3 u_sun;          // unit vector to the Sun

varying vec3 v_ray;          // where the Earth is a unit sphere; not normalised

void main()
{
    vec3 ray = normalize(v_ray * FROM_UNIT_SPHERE);
    float to_nearest = -dot(u_eye_itrs_km, ray);
    if (to_nearest < 0.0) discard;
    vec3 nearest = u_eye_itrs_km + to_nearest * ray;
    // Height over the ellipsoid, by the length in units of its radius in that direction. Where it
    // is negative the ground is drawn over this.
    float height = max((length(nearest * TO_UNIT_SPHERE) - 1.0) * EARTH_RADIUS_KM, 0.0);
    if (height > AIR_TOP_KM) discard;
    float mu = dot(normalize(nearest), u_sun);
    float column = exp(-height * (1.0 / AIR_SCALE_KM)) * (1.0 - ramp(0.6 * AIR_TOP_KM, AIR_TOP_KM, height));
    // Towards the Sun the air shines: light is scattered forward.
    float forward = max(dot(ray, u_sun), 0.0);
    forward *= forward;
    float strength = 1.0 + 2.5 * forward * forward * forward;
    vec3 low_blue = mix(air_colour(mu), vec3(0.75, 0.88, 1.0) * ramp(-0.05, 0.25, mu), 0.45 * column);
    vec3 glow = low_blue * column * strength * 1.15;
    // Airglow keeps the night limb from vanishing.
    glow += vec3(0.010, 0.022, 0.020) * column;
    vec3 srgb = shown(glow);
    gl_FragColor = vec4(srgb, max(srgb.r, max(srgb.g, srgb.b)));
}
