// A satellite of a shell as a point whose colour is its number.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"
#include "lib/orbit.glsl"
#include "lib/point_light.glsl"
#include "lib/emit_point.glsl"
#include "lib/slot_grain.glsl"

attribute vec4 a_elements;
attribute float a_shell;
attribute vec3 a_id;          // its three bytes, 0..1

uniform mat4 u_shells[SHELLS_PER_BATCH];

void main()
{
    mat4 shell = u_shells[int(a_shell)];
    emit_point(orbit_position_km(a_elements, shell), vec3(1.0), shell[2].z, shell[2].w, grain_of(a_shell));
    v_light = a_id;
}
