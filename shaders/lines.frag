// A line with soft edges; the Earth hides it pixel by pixel.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"

uniform vec4 u_colour;       // sRGB and opacity
uniform float u_width_px;
uniform float u_on_ground;   // 1: fades towards the limb, where lines crowd
varying float v_across;
varying vec3 v_from_eye_km;

void main()
{
    if (hidden_by_earth(u_eye_km, v_from_eye_km)) discard;
    float edge = 0.5 * u_width_px * u_pixel_ratio + 0.5 - abs(v_across);
    float opacity = u_colour.a * clamp(edge, 0.0, 1.0);
    if (u_on_ground > 0.5) {
        vec3 up = normalize(u_eye_km + v_from_eye_km);
        opacity *= smoothstep(0.02, 0.30, -dot(up, normalize(v_from_eye_km)));
    }
    gl_FragColor = vec4(u_colour.rgb * opacity, opacity);
}
