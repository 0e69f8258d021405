#version 430
// Writes the quantity that each satellite is coloured by to three words of its slot.
#include "compute/lib/traverse.glsl"
#include "lib/colour.glsl"
#include "lib/operating_map.glsl"

layout(std430, binding = LIGHT_BINDING) buffer Found { uint found[]; };

void prepare()
{
}

void satellite(uint slot, vec2 anomaly, VisibleSegment segment)
{
    vec2 place = place_in_orbit(anomaly, segment.ecc);
    vec3 r_km = segment.x_km * place.x + segment.y_km * place.y;
    vec3 flight = normalize(segment.y_km * place.x - segment.x_km * place.y);
    float value = quantity_value(segment.set, r_km, flight, segment.node, length(segment.x_km));
    found[3u * slot] = floatBitsToUint(value);
}
