// Orbit, trail, ground track or footprint: soft edges; the Earth hides it pixel by pixel.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"

uniform vec4 u_colour;          // sRGB and opacity
uniform float u_width_px;
uniform vec3 u_strength;        // a turn ago, just behind, ahead
uniform vec2 u_near_km;         // from the eye: not drawn, and from where on in full
varying float v_across;
varying float v_place;
varying vec3 v_from_eye_km;

void main()
{
    if (abs(v_place) > 1.0 || hidden_by_earth(u_eye_km, v_from_eye_km)) discard;
    float edge = 0.5 * u_width_px * u_pixel_ratio + 0.5 - abs(v_across);
    float strength = v_place < 0.0 ? mix(u_strength.y, u_strength.x, -v_place) : u_strength.z;
    float opacity = u_colour.a * strength * clamp(edge, 0.0, 1.0);
    opacity *= smoothstep(u_near_km.x, u_near_km.y, length(v_from_eye_km));
    gl_FragColor = vec4(u_colour.rgb * opacity, opacity);
}
