// A star: light by magnitude, a spot of a few pixels.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"
#include "lib/hidden.glsl"

attribute vec3 a_direction;    // GCRS
attribute float a_magnitude;
attribute vec3 a_colour;

uniform mat3 u_to_teme;
uniform float u_exposure;

varying vec3 v_core;           // light of the spot and of the glow around it, as the screen shows it
varying vec3 v_glow;
varying float v_sharp;         // square of half the size in widths of the spot

void main()
{
    vec3 far = 1.0e7 * (u_to_teme * a_direction);
    gl_Position = project(far);
    // The screen's own curve is not straight: even steps of magnitude look even. What is brighter
    // than white becomes larger.
    float bright = clamp(1.40 - 0.195 * (a_magnitude - 1.0), 0.20, 1.5);
    float over = max(3.2 - a_magnitude, 0.0);
    // Narrower than a pixel it would twinkle as the camera turns: wider, it is as much fainter.
    float ratio = max(u_pixel_ratio, 0.75);
    float faint = u_exposure * u_pixel_ratio * u_pixel_ratio / (ratio * ratio);
    float width = (0.84 + 0.13 * over) * ratio;
    float size = (2.7 + 2.2 * over) * ratio;
    gl_PointSize = size;
    v_sharp = 0.25 * size * size / (width * width);
    v_core = a_colour * (bright * faint);
    v_glow = a_colour * (0.06 * min(over, 3.5) * faint);
    if (hidden_by_earth(u_eye_km, far)) gl_Position = HIDDEN;
}
