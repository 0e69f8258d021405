// A star: light by magnitude, spread over a few pixels where it is bright.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"
#include "lib/hidden.glsl"

attribute vec3 a_direction;    // GCRS
attribute float a_magnitude;
attribute vec3 a_colour;

uniform mat3 u_to_teme;

varying vec3 v_light;
varying float v_size;

void main()
{
    vec3 far = 1.0e7 * (u_to_teme * a_direction);
    gl_Position = project(far);
    float flux = pow(10.0, -0.4 * (a_magnitude - 2.2));
    v_size = clamp(1.5 + 1.1 * pow(flux, 0.33), 1.7, 5.0) * u_pixel_ratio;
    gl_PointSize = v_size;
    v_light = a_colour * clamp(0.95 * pow(flux, 0.38), 0.08, 1.0);
    if (hidden_by_earth(u_eye_km, far)) gl_Position = HIDDEN;
}
