// Share of light that the air passes on its way up from the ground. `way` is the length of the way, that
// straight up being 1, `kept` the share of the air that is there.
vec3 air_passed(float way, float kept)
{
    // exp(-depth) as a power.
    vec3 passed = max(1.0 - vec3(0.078, 0.123, 0.222) * (0.25 * kept * way), 0.0);
    passed *= passed;
    return passed * passed;
}
