// The mean of 8 x 8 pixels of the satellites' light.
#include "lib/light_source.glsl"

uniform vec2 u_size;    // pixels of the picture
varying vec2 v_ndc;

// The mean of 2 x 2 pixels around a place in pixels.
vec3 four(vec2 place)
{
#if SUMS
    ivec2 last = ivec2(u_size) - 1;
    ivec2 a = clamp(ivec2(place - 0.5), ivec2(0), last), b = min(a + 1, last);
    return 0.25 * (light_of(a) + light_of(ivec2(b.x, a.y)) + light_of(ivec2(a.x, b.y)) + light_of(b));
#else
    return texture2D(u_light, place / u_size).rgb;   // linear filtering does it
#endif
}

// The mean of 4 x 4. What is far too bright has a halo no wider than what is merely bright.
vec3 quarter(vec2 place)
{
    vec3 sum = four(place + vec2(-1.0, -1.0)) + four(place + vec2(1.0, -1.0))
             + four(place + vec2(-1.0, 1.0)) + four(place + vec2(1.0, 1.0));
    vec3 mean = 0.25 * sum;
    return mean / (1.0 + max(mean.r, max(mean.g, mean.b)));
}

void main()
{
    vec2 place = (0.5 * v_ndc + 0.5) * u_size;
    vec3 sum = quarter(place + vec2(-2.0, -2.0)) + quarter(place + vec2(2.0, -2.0))
             + quarter(place + vec2(-2.0, 2.0)) + quarter(place + vec2(2.0, 2.0));
    gl_FragColor = vec4(0.25 * sum, 1.0);
}
