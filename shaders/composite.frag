// Adds the satellites' light to the picture behind: a curve that keeps the hue, then sRGB.
#include "lib/colour.glsl"
#include "lib/light_source.glsl"
#include "lib/ramp.glsl"

uniform sampler2D u_glow;     // the same light, blurred: the halo of an overexposed lens
uniform vec2 u_glow_size;     // of the halo, in pixels of this picture
uniform float u_glow_share;
varying vec2 v_ndc;

const float WHITENING = 0.3;

void main()
{
    vec3 glow = texture2D(u_glow, gl_FragCoord.xy / u_glow_size).rgb;
    // The faint skirt fades out before its edge would show.
    float strength = max(glow.r, max(glow.g, glow.b));
#if SUMS
    vec3 light = light_of(ivec2(gl_FragCoord.xy));
#else
    vec3 light = texture2D(u_light, 0.5 * v_ndc + 0.5).rgb;
#endif
    light += u_glow_share * glow * strength / (strength + 0.064);
    float strongest = max(light.r, max(light.g, light.b));
    if (strongest <= 0.0) discard;
    float shown = 1.0 - exp(-strongest);
    vec3 hue = light / strongest;
    // Very strong light turns a little white, as an overexposed picture does: little, because the
    // colour is to be read against a legend.
    float white = ramp(1.5, 9.0, strongest);
    vec3 shown_light = shown * mix(hue, vec3(1.0), WHITENING * white);
    vec3 srgb = encoded(shown_light);
    // Light covers what is behind, or a satellite over a white cloud would not be seen.
    gl_FragColor = vec4(srgb, 0.9 * max(srgb.r, max(srgb.g, srgb.b)));
}
