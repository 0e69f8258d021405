// The mean of 8 x 8 texels: reads between texels of a linearly filtered texture.
uniform sampler2D u_source;
uniform vec2 u_texel;
varying vec2 v_ndc;

// The mean of 4 x 4. What is far too bright has a halo no wider than what is merely bright.
vec3 quarter(vec2 at)
{
    vec3 sum = texture2D(u_source, at + u_texel * vec2(-1.0, -1.0)).rgb
             + texture2D(u_source, at + u_texel * vec2(1.0, -1.0)).rgb
             + texture2D(u_source, at + u_texel * vec2(-1.0, 1.0)).rgb
             + texture2D(u_source, at + u_texel * vec2(1.0, 1.0)).rgb;
    vec3 mean = 0.25 * sum;
    return mean / (1.0 + max(mean.r, max(mean.g, mean.b)));
}

void main()
{
    vec2 at = 0.5 * v_ndc + 0.5;
    vec3 sum = quarter(at + u_texel * vec2(-2.0, -2.0)) + quarter(at + u_texel * vec2(2.0, -2.0))
             + quarter(at + u_texel * vec2(-2.0, 2.0)) + quarter(at + u_texel * vec2(2.0, 2.0));
    gl_FragColor = vec4(0.25 * sum, 1.0);
}
