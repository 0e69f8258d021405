// Whether the halo shines anywhere on a tile: one pixel for each.
uniform sampler2D u_glow;
uniform vec2 u_texel;         // a texel of the halo, as a share of it
uniform float u_everywhere;   // 1: treat all tiles as lit

const float REACH = 0.5 * TILE_TEXELS;

void main()
{
    vec2 middle = TILE_TEXELS * gl_FragCoord.xy;
    // A tile is 4 x 4 texels, and those around it shine into it by linear filtering: each of the
    // nine reads is between four of them.
    vec3 sum = vec3(u_everywhere);
    for (float y = -REACH; y <= REACH; y += REACH)
        for (float x = -REACH; x <= REACH; x += REACH)
            sum += texture2D(u_glow, u_texel * (middle + vec2(x, y))).rgb;
    gl_FragColor = vec4(sum.r + sum.g + sum.b > 0.0 ? 1.0 : 0.0);
}
