// Orbits of a shell: the path of shaders/lib/orbit.glsl, so that rings pass through satellites.
#include "lib/camera.glsl"
#include "lib/orbit.glsl"
#include "lib/wide_line.glsl"

attribute vec4 a_start;      // elements as of a satellite at the start of the segment
attribute vec4 a_end;
attribute float a_shell;
attribute vec2 a_corner;

uniform mat4 u_shells[SHELLS_PER_BATCH];

varying vec3 v_colour;

void main()
{
    mat4 shell = u_shells[int(a_shell)];
    v_colour = shell[3].rgb;
    emit_line(orbit_position_km(a_start, shell), orbit_position_km(a_end, shell), a_corner);
}
