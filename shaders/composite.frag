// The satellites' light over the ground behind it: a tone curve that keeps the hue, then sRGB.
//
// Light of any strength has the hue of the legend. So that the ground does not mix its own into it,
// ground behind dense light is seen as through glass of the light's colour, between the satellites
// as well: dimmed, its own colour faded, its light and shade kept.
#include "lib/colour.glsl"
#include "lib/light_source.glsl"

uniform sampler2D u_ground;   // sky, Earth and lines, sRGB; alpha 0 where there is none of them
uniform sampler2D u_glow;     // the same light, blurred: the halo of an overexposed lens
uniform vec2 u_glow_size;     // of the halo, in pixels of this picture
uniform float u_glow_share;
uniform float u_exposure;     // of the light
uniform float u_veil;         // 0..1: how much ground is hidden between the satellites
varying vec2 v_ndc;

const float FAINT = 0.016;       // blurred light that has half its halo, and veils a quarter
const float OWN_COLOUR = 0.1;   // share that ground behind dense light keeps of itself
const vec3 LUMINANCE = vec3(0.30, 0.59, 0.11);

float strongest(vec3 light)
{
    return max(light.r, max(light.g, light.b));
}

void main()
{
    vec2 place = 0.5 * v_ndc + 0.5;
    vec4 behind = texture2D(u_ground, place);
    vec3 ground = behind.rgb;
    vec3 glow = texture2D(u_glow, gl_FragCoord.xy / u_glow_size).rgb;
#if SUMS
    vec3 light = light_of(ivec2(gl_FragCoord.xy));
#else
    vec3 light = texture2D(u_light, place).rgb;
#endif
    float around = strongest(glow);
    // Faint light has no halo: it would end at an edge.
    float dense = around / (around + FAINT);
    light += (u_glow_share * dense) * glow;
    // Strong light nears full light slowly, and no channel is cut before the others.
    light *= u_exposure;
    vec3 shown = encoded(light / (1.0 + strongest(light)));

    // Clouds, coasts and cities stand out: what is dark is dimmed the most. The glint of the Sun is
    // no brighter than clouds, or it would be the densest place.
    float grey = dot(ground, LUMINANCE);
    float relief = grey * sqrt(grey);
    relief /= 1.0 + 0.5 * relief * relief * relief;
    vec3 glass = sqrt(glow / max(around, 1e-6));
    vec3 veiled = mix(relief * glass, ground, OWN_COLOUR);
    ground = mix(ground, veiled, u_veil * dense * dense * behind.a);
    // Faint light over a background that is not there (alpha 0) is clear glass of its own colour,
    // without smoke; strong light is darker than white, or white satellites would vanish there.
    float strong = strongest(shown), left = 1.0 - strong;
    gl_FragColor = vec4(shown + ground * left * mix(1.0 - strong * strong, left, behind.a), 1.0);
}
