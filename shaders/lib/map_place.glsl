// Where a place on the ground is on the maps of the whole Earth.
const float INVERSE_TAU = 0.15915494309;
const float INVERSE_PI = 0.31830988618;
const float QUARTER = 1.57079632679;

// Place on the maps of the unit vector `up`. The longitude is within 1.2e-5 rad: 80 m, and a texel
// is 4 or 10 km. atan costs three times as much.
vec2 map_place(vec3 up)
{
    vec2 side = abs(up.xy);
    float t = min(side.x, side.y) / max(max(side.x, side.y), 1e-12);
    float t2 = t * t;
    float angle = t * (0.99986634 + t2 * (-0.33030488 + t2 * (0.18015940 + t2 * (-0.08515630 + t2 * 0.02084503))));
    if (side.y > side.x) angle = QUARTER - angle;
    if (up.x < 0.0) angle = 2.0 * QUARTER - angle;
    float turn = (up.y < 0.0 ? -angle : angle) * INVERSE_TAU;
    // At 180 degrees count the longitude on, or the smallest mipmap shows as a line along it: all
    // four pixels of a square do, whichever of them are beyond.
    float jump = fwidth(turn);
    jump = max(jump, fwidth(jump));
    float x = jump > 0.5 ? fract(turn) : turn;
    return vec2(x + 0.5, 0.5 - asin(clamp(up.z, -1.0, 1.0)) * INVERSE_PI);
}
