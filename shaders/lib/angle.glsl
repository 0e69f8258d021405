// Angles that are right to 1e-7 on every driver.
const float PI = 3.14159265359;

// Angle of (cos, sin) of any length, -pi..pi, to 1e-7: drivers' own are good to 1e-4 only.
float angle_of(vec2 v)
{
    vec2 a = abs(v);
    float large = max(max(a.x, a.y), 1e-30);
    float t = min(a.x, a.y) / large;
    // Take the angle of 22.5 degrees off where that makes the rest smaller.
    const float TAN_EIGHTH = 0.41421356237;
    float turned = step(0.19891236738, t);
    t = mix(t, (t - TAN_EIGHTH) / (1.0 + TAN_EIGHTH * t), turned);
    float t2 = t * t;
    float angle = t * (1.0 - t2 * (1.0 / 3.0 - t2 * (0.2 - t2 * (1.0 / 7.0 - t2 * (1.0 / 9.0 - t2 * (1.0 / 11.0))))));
    angle += turned * 0.39269908170;
    if (a.y > a.x) angle = 0.5 * PI - angle;
    if (v.x < 0.0) angle = PI - angle;
    return v.y < 0.0 ? -angle : angle;
}
