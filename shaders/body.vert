// A vertex of a satellite's body: metres from its middle in TEME axes. Its surfaces are flat, so
// that light which does not depend on the eye is found here.
#include "lib/camera.glsl"
#include "lib/body_light.glsl"

attribute vec3 a_position_m;   // in the axes of its frame
attribute vec3 a_normal;
attribute vec4 a_place;        // on its surface: place and half sides, m
attribute vec2 a_kind;         // part and frame, numbers of orbitviz/analysis/bodies/mesh.py

uniform float u_sunlit;        // share of the Sun's disc that the Earth leaves visible
uniform mat3 u_axes[FRAMES];   // columns: axes of each frame, TEME
uniform vec3 u_middle_km;      // of the body, from the eye
uniform vec2 u_depths_km;      // nearest and farthest that is drawn

varying vec3 v_position_m;
varying vec3 v_normal;
varying vec4 v_place;
varying vec3 v_ambient;        // light from everywhere but the Sun
varying vec3 v_sunlight;       // of the Sun, before the body's own shadow
varying vec3 v_colour;         // of parts without a pattern

vec3 plain_colour(float part)
{
    if (part < 4.5) return STRUCTURE;
    if (part < 5.5) return ANTENNA;
    return LENS;
}

void main()
{
    mat3 axes = u_axes[int(a_kind.y + 0.5)];
    v_position_m = axes * a_position_m;
    v_normal = axes * a_normal;
    v_place = a_place;
    v_ambient = ambient_light(v_normal, u_sunlit);
    v_sunlight = sunlight_on(v_normal, u_sunlit);
    v_colour = plain_colour(a_kind.x);
    gl_Position = project(u_middle_km + 0.001 * v_position_m);
    float near = u_depths_km.x;
    float far = u_depths_km.y;
    gl_Position.z = ((far + near) * gl_Position.w - 2.0 * far * near) / (far - near);
}
