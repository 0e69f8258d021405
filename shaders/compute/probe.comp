#version 430
// Writes where each satellite is, or what its colour tells, at three words of its slot: the judge
// of the compute path.
#include "compute/lib/pieces.glsl"
#include "lib/colour.glsl"
#include "lib/operating_map.glsl"

layout(std430, binding = LIGHT_BINDING) buffer Found { uint found[]; };

ivec2 slots_to_visit(Piece piece, mat4 shell)
{
    return ivec2(0, piece.slots);
}

void satellite(uint slot, vec4 elements, mat4 shell)
{
    vec3 flight;
    vec2 node;
    vec3 told = orbit_place_km(elements, shell, flight, node);
#if STATES
    told = vec3(state_value(shell[3].w, told, flight, node, shell[2].x), 0.0, 0.0);
#endif
    for (int k = 0; k < 3; k++) found[3u * slot + uint(k)] = floatBitsToUint(told[k]);
}
