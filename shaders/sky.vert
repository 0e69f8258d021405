// The sphere of the sky in cells of the Milky Way's map, clipped where nothing of it is visible.
#include "lib/camera.glsl"

attribute vec3 a_direction;   // GCRS
attribute vec2 a_place;       // on the map

uniform mat3 u_to_teme;
uniform vec4 u_cut;           // plane, TEME: its negative side is clipped

varying vec3 v_ray;           // TEME, not normalised
varying vec2 v_place;

void main()
{
    v_ray = u_to_teme * a_direction;
    v_place = a_place;
    gl_Position = project(v_ray);
    // No depth is used, so the near plane is free to cut, before any pixel is coloured.
    gl_Position.z = dot(u_cut, vec4(v_ray, 1.0)) - gl_Position.w;
}
