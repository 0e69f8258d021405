// The Sun's disc in its true size, behind Earth and air.
#include "lib/camera.glsl"

uniform vec3 u_direction;
uniform float u_sun_radius;    // rad
uniform vec3 u_tint;           // of the air that the light comes through

varying vec2 v_from_middle_px;
varying vec3 v_ray;

void main()
{
    // Angle by the chord: exact for the small angles that matter.
    float angle = length(normalize(v_ray) - u_direction);
    float pixel = 2.0 * u_tan_half.y / u_size.y;
    float disc = clamp((u_sun_radius - angle) / pixel + 0.5, 0.0, 1.0);
    gl_FragColor = vec4(u_tint * disc, disc);
}
