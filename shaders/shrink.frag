// The mean of HALO_TEXEL_PX x HALO_TEXEL_PX = 8 x 8 pixels of the satellites' light; beyond the edge
// of the picture there is none.
#include "lib/light_source.glsl"

uniform vec2 u_size;    // pixels of the picture

// The mean of 2 x 2 pixels around a corner of pixels.
vec3 four(vec2 corner)
{
    vec2 inside = clamp(0.5 * (u_size - corner + 1.0), 0.0, 1.0);
#if SUMS
    ivec2 last = ivec2(u_size) - 1;
    ivec2 b = min(ivec2(corner), last), a = min(ivec2(corner) - 1, last);
    vec3 mean = 0.25 * (light_of(a) + light_of(ivec2(b.x, a.y)) + light_of(ivec2(a.x, b.y)) + light_of(b));
#else
    vec3 mean = texture2D(u_light, corner / u_size).rgb;   // linear filtering does it
#endif
    return inside.x * inside.y * mean;
}

// The mean of 4 x 4, compressed so that very bright light has no wider halo than bright light.
vec3 quarter(vec2 corner)
{
    vec3 sum = four(corner + vec2(-1.0, -1.0)) + four(corner + vec2(1.0, -1.0))
             + four(corner + vec2(-1.0, 1.0)) + four(corner + vec2(1.0, 1.0));
    vec3 mean = 0.25 * sum;
    return mean / (1.0 + max(mean.r, max(mean.g, mean.b)));
}

void main()
{
    vec2 middle = HALO_TEXEL_PX * gl_FragCoord.xy;
    vec3 sum = quarter(middle + vec2(-2.0, -2.0)) + quarter(middle + vec2(2.0, -2.0))
             + quarter(middle + vec2(-2.0, 2.0)) + quarter(middle + vec2(2.0, 2.0));
    gl_FragColor = vec4(0.25 * sum, 1.0);
}
