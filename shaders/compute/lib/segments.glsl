// The segments of planes, constant, from orbitviz/scene/satellites/compute/plane_segments.py; and
// what one picture needs of each, from cull.comp.

struct Segment
{
    vec4 elements;     // of its first slot, as in lib/orbit.glsl
    float step_rad;    // from slot to slot
    float quarter;     // slots of a quarter of a turn
    uint slots;
    uint first_slot;   // counted through all planes
    uint shell;
    uint is_full;      // 1: no slot is empty
    uint unused_1;
    uint unused_2;
};

struct VisibleSegment
{
    vec3 x_km;         // semi-major axis to the perigee, TEME
    vec3 y_km;         // the same, a quarter of a turn on
    vec2 first;        // cos, sin of the mean anomaly of slot 0, now
    float step_rad;
    float quarter;
    float ecc;
    float closeness;   // see lib/point_light.glsl
    uint first_slot;
    uint is_full;
    ivec4 slot_ranges; // [x, y) and [z, w)
    vec3 colour;
    float weight;
    vec2 node;         // cos, sin of the right ascension of the ascending node
    float set;         // set of the operating map's table
};
