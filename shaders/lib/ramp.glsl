// smoothstep, which with constant edges multiplies in software GL, where the built-in one divides.
float ramp(float from, float to, float x)
{
    float t = clamp((x - from) * (1.0 / (to - from)), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}
