#version 430
// Writes the position of each satellite, or the quantity it is coloured by, to three words of its
// slot, to be compared with the float64 reference.
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
    vec3 value = segment.x_km * place.x + segment.y_km * place.y;
#if QUANTITY
    vec3 flight = normalize(segment.y_km * place.x - segment.x_km * place.y);
    value = vec3(quantity_value(segment.set, value, flight, segment.node, length(segment.x_km)), 0.0, 0.0);
#endif
    for (int k = 0; k < 3; k++) found[3u * slot + uint(k)] = floatBitsToUint(value[k]);
}
