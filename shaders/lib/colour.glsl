// sRGB to linear light, by a cubic that is within 0.5 % of the exact curve.
vec3 linear_of(vec3 srgb)
{
    return srgb * (srgb * (srgb * 0.305306011 + 0.682171111) + 0.012522878);
}

// Linear light of any strength to what a screen shows: a film-like shoulder, then sRGB.
vec3 shown(vec3 light)
{
    return pow(1.0 - exp(-light), vec3(1.0 / 2.2));
}
