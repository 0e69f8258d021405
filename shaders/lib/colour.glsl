// sRGB to linear light, by a cubic that is within 0.5 % of the exact curve.
vec3 linear_of(vec3 srgb)
{
    return srgb * (srgb * (srgb * 0.305306011 + 0.682171111) + 0.012522878);
}

// Linear light 0..1 to the encoding of a screen: pow(light, 1 / 2.2) within 0.11 of a step of 8 bits,
// by a polynomial of the fourth root. In software a root costs a tenth of a power.
vec3 encoded(vec3 light)
{
    vec3 q = sqrt(sqrt(light));
    return q * (0.03344291 + q * (1.24111588 + q * (-0.41537045 + q * 0.14123629)));
}

// Back from it in the dark half, within half a step.
vec3 decoded(vec3 sent)
{
    vec3 q = sqrt(sqrt(sent));
    return sent * sent * (0.06780086 + q * (1.09978417 - q * 0.17371642));
}

// Linear light of any strength to the encoding of a screen: a film-like shoulder, then sRGB. It is
// pow(1 - exp(-light), 1 / 2.2) within 0.2 of a step of 8 bits, by a fit of the root. In software
// exp and pow cost several times as much.
vec3 shown(vec3 light)
{
    vec3 q = min(sqrt(light), 2.6);
    vec3 above = 1.56279093 + q * (20.92047591 + q * (-5.31719152 + q * 1.33313233));
    vec3 below = 1.0 + q * (19.40035184 + q * (-1.79776169 + q * 4.19149729));
    return q * above / below;
}
