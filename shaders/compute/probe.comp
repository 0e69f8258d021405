#version 430
// Writes the position of each satellite to three words of its slot, to be compared with the float64
// reference.
#include "compute/lib/traverse.glsl"

layout(std430, binding = LIGHT_BINDING) buffer Found { uint found[]; };

void prepare()
{
}

void satellite(uint slot, vec2 anomaly, VisibleSegment segment)
{
    vec2 place = place_in_orbit(anomaly, segment.ecc);
    vec3 r_km = segment.x_km * place.x + segment.y_km * place.y;
    for (int k = 0; k < 3; k++) found[3u * slot + uint(k)] = floatBitsToUint(r_km[k]);
}
