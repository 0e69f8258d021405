// smoothstep, which with constant edges multiplies in software GL, where the built-in one divides.
float ramp(float from, float to, float x)
{
    float t = clamp((x - from) * (1.0 / (to - from)), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

// The same where the edge is not constant; `per_width`: 1 / the width of the ramp.
float ramp_between(float from, float per_width, float x)
{
    float t = clamp((x - from) * per_width, 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}
