// The grain of a slot, of orbitviz/scene/satellites/grain.py.
#include "lib/grain.glsl"

vec2 grain_of(uint slot)
{
    uint mixed = slot * 0x85EBCA6Bu;
    mixed ^= mixed >> 13;
    mixed *= 0xC2B2AE35u;
    return grain_shift(vec2(mixed >> 14 & 511u, mixed >> 23));
}
