#version 430
// Writes where each satellite is, or what its colour tells, at three words of its slot: the judge
// of the compute path.
#include "compute/lib/walk.glsl"
#include "lib/colour.glsl"
#include "lib/operating_map.glsl"

layout(std430, binding = LIGHT_BINDING) buffer Found { uint found[]; };

void prepare()
{
}

void satellite(uint slot, vec2 anomaly, Walk walk)
{
    vec2 place = place_in_orbit(anomaly, walk.ecc);
    vec3 told = walk.x_km * place.x + walk.y_km * place.y;
#if STATES
    vec3 flight = normalize(walk.y_km * place.x - walk.x_km * place.y);
    told = vec3(state_value(walk.set, told, flight, walk.node, length(walk.x_km)), 0.0, 0.0);
#endif
    for (int k = 0; k < 3; k++) found[3u * slot + uint(k)] = floatBitsToUint(told[k]);
}
