// Satellites in view of the ground as colour over it, along the ray of each pixel. Axes ITRS.
#include "lib/ellipsoid.glsl"
#include "lib/map_place.glsl"

uniform vec3 u_eye;          // where the Earth is a unit sphere
uniform float u_outside;     // |u_eye|^2 - 1
uniform sampler2D u_cover;   // colours times their opacity, as the maps lie

varying vec3 v_ray;          // where the Earth is a unit sphere; not normalised

void main()
{
    vec3 across = cross(u_eye, v_ray);
    float below = dot(v_ray, v_ray) - dot(across, across);
    float away = dot(u_eye, v_ray);
    float along = u_outside / (sqrt(max(below, 0.0)) - away);
    gl_FragColor = texture2D(u_cover, map_place(upright(u_eye + along * v_ray)));
    if (below < 0.0 || away > 0.0) discard;
}
