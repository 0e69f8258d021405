// A corner of a body far away, lit by orbitviz/scene/bodies/far_bodies.py.
#include "lib/camera.glsl"

attribute vec3 a_from_eye_km;
attribute vec4 a_shown;        // sRGB multiplied by the opacity, opacity

varying vec4 v_shown;

void main()
{
    v_shown = a_shown;
    gl_Position = project(a_from_eye_km);
}
