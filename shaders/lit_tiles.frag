// Whether the halo shines anywhere on a tile: one pixel for each.
uniform sampler2D u_glow;
uniform vec2 u_tile;          // a tile, as a share of the picture
uniform vec2 u_texel;         // a texel of the halo
uniform float u_everywhere;   // 1 where all tiles are to be taken for lit

void main()
{
    vec2 at = gl_FragCoord.xy * u_tile;
    // A tile is 4 x 4 texels, and those around it shine into it by linear filtering.
    vec3 sum = vec3(u_everywhere);
    for (float y = -2.0; y < 3.0; y += 2.0)
        for (float x = -2.0; x < 3.0; x += 2.0)
            sum += texture2D(u_glow, at + u_texel * vec2(x, y)).rgb;
    gl_FragColor = vec4(sum.r + sum.g + sum.b > 0.0 ? 1.0 : 0.0);
}
