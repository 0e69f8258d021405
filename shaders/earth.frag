// Ground and air of the Earth along the ray of each pixel. Axes ITRS, lengths km.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"
#include "lib/colour.glsl"
#include "lib/air.glsl"
#include "lib/ground.glsl"

uniform mat3 u_to_itrs;
uniform vec3 u_sun;          // unit vector to the Sun
uniform float u_air;         // 1 with the atmosphere

varying vec2 v_ndc;

void main()
{
    vec3 eye = u_to_itrs * u_eye_km;
    vec3 ray = normalize(u_to_itrs * ray_through(v_ndc));
    float along = earth_distance(eye, ray);
    if (along < 0.0) {
        gl_FragColor = u_air > 0.5 ? air_above_limb(eye, ray, u_sun) : vec4(0.0);
        return;
    }
    vec3 place = eye + along * ray;
    vec3 up = normalize(place * TO_UNIT_SPHERE * TO_UNIT_SPHERE);
    vec3 light = ground_light(up, -ray, u_sun);
    if (u_air > 0.5) light = through_air(light, up, -ray, u_sun);
    gl_FragColor = vec4(shown(light), 1.0);
}
