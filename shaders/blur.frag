// One direction of a Gaussian blur (sigma of two texels); u_step is one texel along it.
uniform sampler2D u_source;
uniform vec2 u_step;
varying vec2 v_ndc;

void main()
{
    vec2 at = 0.5 * v_ndc + 0.5;
    // Pairs of texels by linear filtering: places and weights of the binomial-like kernel.
    vec3 sum = 0.2032 * texture2D(u_source, at).rgb;
    sum += 0.3021 * texture2D(u_source, at + 1.4117 * u_step).rgb;
    sum += 0.3021 * texture2D(u_source, at - 1.4117 * u_step).rgb;
    sum += 0.0963 * texture2D(u_source, at + 3.2941 * u_step).rgb;
    sum += 0.0963 * texture2D(u_source, at - 3.2941 * u_step).rgb;
    gl_FragColor = vec4(sum, 1.0);
}
