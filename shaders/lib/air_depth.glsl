// Share of light that the air passes on its way up from the ground. `way` is the length of the way, that
// straight up being 1, `kept` the share of the air that is there.
vec3 air_passed(float way, float kept)
{
    // exp(-depth) as a power.
    vec3 passed = max(1.0 - vec3(0.078, 0.123, 0.222) * (0.25 * kept * way), 0.0);
    passed *= passed;
    return passed * passed;
}

// Length of the way up through the air to the eye; `steep` is the cosine of its angle from straight up.
float way_through_air(float steep)
{
    return 1.0 / (steep + 0.03);
}

// Share of the haze that is there: pictures of the Earth have a part of it taken out, less of it the
// lower one looks.
float haze_kept(float steep)
{
    float low = 1.0 - steep;
    return 0.28 + 0.72 * low * low;
}
