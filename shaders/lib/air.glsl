// Light scattered by the air: a thin shell whose density falls off with height. Not radiative
// transfer but its look: blue by day, a bright limb, red where the Sun stands at the horizon.
const float AIR_SCALE_KM = 22.0;   // higher than the real 8 km, so that a globe shows it
const float AIR_TOP_KM = 190.0;

// Colour of air in which the Sun stands at the cosine `mu` from the zenith.
vec3 air_colour(float mu)
{
    vec3 day = vec3(0.20, 0.46, 1.00);
    vec3 dusk = vec3(1.00, 0.36, 0.12);
    float low = exp(-(mu + 0.015) * (mu + 0.015) / 0.006);
    float lit = smoothstep(-0.17, 0.16, mu);
    return lit * mix(day, dusk, 0.62 * low);
}

// Ray that misses the ground: glow of the air it passes, premultiplied by its cover.
vec4 air_above_limb(vec3 eye, vec3 ray, vec3 sun)
{
    float to_nearest = -dot(eye, ray);
    if (to_nearest < 0.0) return vec4(0.0);
    vec3 nearest = eye + to_nearest * ray;
    // Height over the ellipsoid, by the length in units of its radius in that direction.
    float height = (length(nearest * TO_UNIT_SPHERE) - 1.0) * EARTH_RADIUS_KM;
    if (height > AIR_TOP_KM) return vec4(0.0);
    vec3 up = normalize(nearest);
    float mu = dot(up, sun);
    float column = exp(-max(height, 0.0) / AIR_SCALE_KM) * smoothstep(AIR_TOP_KM, 0.6 * AIR_TOP_KM, height);
    // Towards the Sun the air shines: light is scattered forward.
    float forward = max(dot(ray, sun), 0.0);
    float strength = 1.0 + 2.5 * pow(forward, 6.0);
    vec3 low_blue = mix(air_colour(mu), vec3(0.75, 0.88, 1.0) * smoothstep(-0.05, 0.25, mu), 0.45 * column);
    vec3 glow = low_blue * column * strength * 1.15;
    // Airglow keeps the night limb from vanishing.
    glow += vec3(0.010, 0.022, 0.020) * column;
    vec3 srgb = shown(glow);
    return vec4(srgb, max(srgb.r, max(srgb.g, srgb.b)));
}

// Light of the ground after the air above it.
vec3 through_air(vec3 light, vec3 up, vec3 to_eye, vec3 sun)
{
    float mu = dot(up, sun);
    float slant = 1.0 / (max(dot(up, to_eye), 0.0) + 0.09);
    float haze = 1.0 - exp(-0.050 * slant);
    float rim = pow(1.0 - max(dot(up, to_eye), 0.0), 5.0);
    vec3 glow = air_colour(mu) * (0.60 * haze + 0.55 * rim);
    return light * (1.0 - 0.75 * haze * vec3(0.7, 0.9, 1.0)) + glow;
}
