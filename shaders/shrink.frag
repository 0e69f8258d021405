// The mean of 4 x 4 texels: four reads between texels of a linearly filtered texture.
uniform sampler2D u_source;
uniform vec2 u_texel;
varying vec2 v_ndc;

void main()
{
    vec2 at = 0.5 * v_ndc + 0.5;
    vec3 sum = texture2D(u_source, at + u_texel * vec2(-1.0, -1.0)).rgb
             + texture2D(u_source, at + u_texel * vec2(1.0, -1.0)).rgb
             + texture2D(u_source, at + u_texel * vec2(-1.0, 1.0)).rgb
             + texture2D(u_source, at + u_texel * vec2(1.0, 1.0)).rgb;
    vec3 mean = 0.25 * sum;
    // What is far too bright has a halo no wider than what is merely bright.
    gl_FragColor = vec4(mean / (1.0 + max(mean.r, max(mean.g, mean.b))), 1.0);
}
