// An orbit: the colour of its shell, soft edges; the Earth hides it pixel by pixel.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"

uniform float u_opacity;
uniform float u_width_px;
varying float v_across;
varying vec3 v_from_eye_km;
varying vec3 v_colour;

void main()
{
    if (hidden_by_earth(u_eye_km, v_from_eye_km)) discard;
    float edge = 0.5 * u_width_px * u_pixel_ratio + 0.5 - abs(v_across);
    float opacity = u_opacity * clamp(edge, 0.0, 1.0);
    gl_FragColor = vec4(v_colour * opacity, opacity);
}
