// Which slots of a segment the camera may see. On a circular orbit they are one arc around the
// Earth's centre: the others are hidden by the Earth or outside the picture. Most satellites are
// culled here, hundreds at a time; those near the ends of the arc are tested one by one.
#include "lib/angle.glsl"
#constant EARTH_POLAR_RADIUS_KM

const float ARC_MARGIN_RAD = 2e-3;   // bound of the error of float32 at a grazing angle

struct Arc
{
    float middle;   // argument of latitude
    float reach;    // to either side; negative: nothing is visible
};

// Where direction . place >= least, on a circle with the axes x (to the node) and y.
Arc arc_beyond(vec3 direction, float least, vec3 x, vec3 y, float sma_km)
{
    vec2 in_plane = vec2(dot(direction, x), dot(direction, y));
    float edge = least / max(sma_km * length(in_plane), 1e-9);
    float reach = edge > 1.0 ? -1.0 : edge < -1.0 ? PI : angle_of(vec2(edge, sqrt(1.0 - edge * edge)));
    return Arc(angle_of(in_plane), reach + ARC_MARGIN_RAD);
}

// The intersection, or the smaller arc where that would be two arcs.
Arc common_arc(Arc a, Arc b)
{
    float apart = b.middle - a.middle;
    apart -= 2.0 * PI * floor(apart / (2.0 * PI) + 0.5);
    if (a.reach + b.reach + abs(apart) >= 2.0 * PI) return a.reach < b.reach ? a : b;
    float from = max(-a.reach, apart - b.reach);
    float to = min(a.reach, apart + b.reach);
    return Arc(a.middle + 0.5 * (from + to), 0.5 * (to - from));
}

Arc visible_arc(vec3 x, vec3 y, float sma_km)
{
    float eye_km = length(u_eye_km);
    // The sphere inside the Earth's ellipsoid hides what is this far round from the eye.
    float eye_cos = min(EARTH_POLAR_RADIUS_KM / eye_km, 1.0);
    float orbit_cos = min(EARTH_POLAR_RADIUS_KM / sma_km, 1.0);
    float round_cos = eye_cos * orbit_cos
                    - sqrt((1.0 - eye_cos * eye_cos) * (1.0 - orbit_cos * orbit_cos));
    Arc arc = arc_beyond(u_eye_km / eye_km, sma_km * round_cos, x, y, sma_km);
    vec3 across = u_right * u_tile.x / u_tan_half.x;
    vec3 up = u_up * u_tile.y / u_tan_half.y;
    for (float side = -1.0; side < 2.0; side += 2.0) {
        vec3 edge = u_forward * (1.0 - side * u_tile.z) - side * across;
        arc = common_arc(arc, arc_beyond(edge, dot(edge, u_eye_km), x, y, sma_km));
        edge = u_forward * (1.0 - side * u_tile.w) - side * up;
        arc = common_arc(arc, arc_beyond(edge, dot(edge, u_eye_km), x, y, sma_km));
    }
    return arc;
}

// The visible slots: [x, y) and [z, w).
ivec4 visible_slots(Segment segment, vec3 x_km, vec3 y_km, vec2 first, float sma_km)
{
    int slots = int(segment.slots);
    Arc arc = visible_arc(x_km / sma_km, y_km / sma_km, sma_km);
    if (arc.reach < 0.0) return ivec4(0);
    float turn = 4.0 * segment.quarter;
    float middle = (arc.middle - angle_of(first)) / segment.step_rad;
    middle -= turn * floor(middle / turn);
    float reach = arc.reach / segment.step_rad + 1.0;
    if (reach > 0.5 * turn) return ivec4(0, slots, 0, 0);
    // The arc begins in this turn or the one before, so that it may be met twice.
    int from = int(floor(middle - reach));
    int to = int(ceil(middle + reach)) + 1;
    if (to - from > int(turn)) to = from + int(turn);
    int round = int(turn);
    if (from < 0) from += round, to += round;
    return ivec4(min(from, slots), min(to, slots), 0, clamp(to - round, 0, slots));
}
