// Half a step of noise, different for each pixel, hides the steps of 8 bits.
float dither()
{
    float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
    return (noise - 0.5) * (1.0 / 255.0);
}
