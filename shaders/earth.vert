// A ring of the sky around the Earth's middle, as orbitviz/scene/backdrop/earth_outline.py cuts it.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"

attribute vec3 a_place;       // cosine and sine of the turn about the middle; 0 inside, 1 outside
uniform mat3 u_sides;         // columns: two sides and the middle, where the Earth is a unit sphere
uniform vec4 u_edges;         // sine and cosine of the angle inside, then outside
uniform mat3 u_to_itrs;

varying vec3 v_ray;           // ITRS, where the Earth is a unit sphere; not normalised

void main()
{
    vec2 edge = mix(u_edges.xy, u_edges.zw, a_place.z);
    v_ray = u_sides * vec3(edge.x * a_place.xy, edge.y);
    // From the left: the turn back to TEME.
    gl_Position = project((v_ray * FROM_UNIT_SPHERE) * u_to_itrs);
}
