// A corner of a body far away: its surfaces are flat and without patterns, so that all of their light
// is found here.
#include "lib/camera.glsl"
#include "lib/colour.glsl"
#include "lib/body_light.glsl"

attribute vec3 a_from_eye_km;
attribute vec3 a_normal;       // of the side that is seen, TEME
attribute vec3 a_reflectance;
attribute vec4 a_tint;         // as u_tint of body.frag
attribute vec2 a_share;        // of the Sun's disc that is visible; opacity

varying vec4 v_shown;          // sRGB multiplied by the opacity, opacity

void main()
{
    vec3 falling = sunlight_on(a_normal, a_share.x) + ambient_light(a_normal, a_share.x);
    vec3 srgb = mix(shown(a_reflectance * falling), a_tint.rgb, a_tint.a);
    v_shown = vec4(srgb, 1.0) * a_share.y;
    gl_Position = project(a_from_eye_km);
}
