// A link: soft edges; the Earth hides it pixel by pixel, and near the eye it fades.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"

uniform float u_width_px;
uniform vec2 u_near_km;         // from the eye: not drawn, and from where on in full
varying vec4 v_colour;
varying float v_across;
varying vec3 v_from_eye_km;

void main()
{
    if (hidden_by_earth(u_eye_km, v_from_eye_km)) discard;
    float edge = 0.5 * u_width_px * u_pixel_ratio + 0.5 - abs(v_across);
    float opacity = v_colour.a * clamp(edge, 0.0, 1.0);
    opacity *= smoothstep(u_near_km.x, u_near_km.y, length(v_from_eye_km));
    gl_FragColor = vec4(v_colour.rgb * opacity, opacity);
}
