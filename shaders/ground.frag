// Ground of the Earth and the air above it along the ray of each pixel. Axes ITRS.
#include "lib/ellipsoid.glsl"
#include "lib/colour.glsl"
#include "lib/dither.glsl"
#include "lib/air.glsl"
#if MAPS
#include "lib/ground.glsl"
#endif

uniform vec3 u_eye;          // where the Earth is a unit sphere
uniform float u_outside;     // |u_eye|^2 - 1, exact near the ground too
uniform vec3 u_sun;          // unit vector to the Sun

// Light of the Earth without maps.
const vec3 PLAIN_DAY = vec3(0.055, 0.110, 0.190);
const vec3 PLAIN_NIGHT = vec3(0.010, 0.018, 0.032);

varying vec3 v_ray;          // where the Earth is a unit sphere; not normalised

void main()
{
    vec3 across = cross(u_eye, v_ray);
    float below = dot(v_ray, v_ray) - dot(across, across);
    float away = dot(u_eye, v_ray);
    float along = u_outside / (sqrt(max(below, 0.0)) - away);
    vec3 up = upright(u_eye + along * v_ray);
    vec3 to_eye = -normalize(v_ray * FROM_UNIT_SPHERE);
    float mu = dot(up, u_sun);
    float exposed = exposure(mu);
    vec3 lit = exposed * light_on_ground(mu);
#if MAPS
    vec3 light = ground_light(up, to_eye, u_sun, mu, lit);
#else
    vec3 light = PLAIN_NIGHT + PLAIN_DAY * lit;
#endif
#if AIR
    light = through_air(light, up, to_eye, u_sun, mu, lit, exposed);
#endif
    gl_FragColor = vec4(shown(light) + dither(), 1.0);
    // The ring is a little wider than the ground. Not before: the slope of the maps at a pixel of
    // the rim comes from its neighbours as well.
    if (below < 0.0 || away > 0.0) discard;
}
