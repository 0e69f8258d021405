// When the lights of towns are seen, for the map of them and for the points that replace it near the
// ground.
#include "lib/ramp.glsl"

// 0 by day to 1 by night, by the sine of the Sun's height.
float night_at(float sun)
{
    return 1.0 - ramp(-0.13, CITY_SUN_UP, sun);
}

// Share of their light that clouds let through.
float past_clouds(float clouds)
{
    return 1.0 - 0.65 * clouds;
}
