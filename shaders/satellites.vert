// A satellite of a shell as a point of light: place, energy and size.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"
#include "lib/orbit.glsl"
#include "lib/sunlight.glsl"
#include "lib/point_light.glsl"

attribute vec4 a_elements;
attribute float a_shell;      // shell counted from the first of the batch

uniform mat4 u_shells[SHELLS_PER_BATCH];
uniform vec3 u_sun_direction;

void main()
{
    mat4 shell = u_shells[int(a_shell)];
    vec3 r_km = orbit_position_km(a_elements, shell);
    emit_point(r_km, shell[3].rgb, shell[2].z, sunlight(r_km, u_sun_direction));
}
