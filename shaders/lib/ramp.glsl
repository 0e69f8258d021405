// smoothstep between two numbers: where they are constants, software GL multiplies here and would
// divide there.
float ramp(float from, float to, float x)
{
    float t = clamp((x - from) * (1.0 / (to - from)), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}
