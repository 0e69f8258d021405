// The Milky Way, whose map is stored as the screen shows it, in twice the brightness.
#include "lib/dither.glsl"

uniform sampler2D u_milky_way;
uniform float u_exposure;
varying vec2 v_place;

void main()
{
    gl_FragColor = vec4(0.5 * u_exposure * texture2D(u_milky_way, v_place).rgb + dither(), 1.0);
}
