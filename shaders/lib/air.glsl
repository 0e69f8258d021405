// Light scattered by the air: a thin shell whose density falls off with height. Not radiative
// transfer but its look: blue by day, a bright limb, red where the Sun stands at the horizon.
#include "lib/ramp.glsl"

const float AIR_SCALE_KM = 22.0;   // higher than the real 8 km, so that a globe shows it

// Colour of air in which the Sun stands at the cosine `mu` from the zenith.
vec3 air_colour(float mu)
{
    vec3 day = vec3(0.20, 0.46, 1.00);
    vec3 dusk = vec3(1.00, 0.36, 0.12);
    float low = exp(-(mu + 0.015) * (mu + 0.015) * (1.0 / 0.006));
    float lit = ramp(-0.17, 0.16, mu);
    return lit * mix(day, dusk, 0.62 * low);
}

// Light of the ground after the air above it; cosines of the angles from the zenith to the Sun and
// to the eye.
vec3 through_air(vec3 light, float to_sun, float to_eye)
{
    float steep = max(to_eye, 0.0);
    float haze = 1.0 - exp(-0.050 / (steep + 0.09));
    float grazing = 1.0 - steep;
    float grazing2 = grazing * grazing;
    float rim = grazing2 * grazing2 * grazing;
    vec3 glow = air_colour(to_sun) * (0.60 * haze + 0.55 * rim);
    return light * (1.0 - 0.75 * haze * vec3(0.7, 0.9, 1.0)) + glow;
}
