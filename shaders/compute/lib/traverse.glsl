// Traverses all satellites that may be seen, a work group taking neighbouring segments of planes.
// The including shader defines `satellite`, called for each one, and `prepare`, called once before:
// in a loop software GL would read a uniform again for each of its eight invocations.
#include "lib/orbit.glsl"
#include "compute/lib/segments.glsl"

layout(local_size_x = LOCAL_SIZE) in;

layout(binding = VISIBLE_TEXTURE_UNIT) uniform usamplerBuffer visible;
layout(std430, binding = GROUPS_BINDING) readonly buffer Groups { uint first_segment[]; };  // and one after the last
layout(std430, binding = FILLED_BINDING) readonly buffer Filled { uint filled[]; };       // a bit a slot

uniform uint u_groups;

// An invocation traverses a run of at most so many slots and so wide an angle: it reads their bits
// once, computes one exact angle, and the others relative to it.
const int LONGEST_RUN = 32;
const float WIDEST_RUN_RAD = 0.125;

void prepare();
void satellite(uint slot, vec2 anomaly, VisibleSegment segment);   // cos, sin of its mean anomaly

VisibleSegment read_visible_segment(uint p)
{
    int at = int(p) * VISIBLE_TEXELS;
    vec4 x = uintBitsToFloat(texelFetch(visible, at));
    vec4 y = uintBitsToFloat(texelFetch(visible, at + 1));
    vec4 turn = uintBitsToFloat(texelFetch(visible, at + 3));
    vec4 light = uintBitsToFloat(texelFetch(visible, at + 4));
    uvec4 slots = texelFetch(visible, at + 5);
    vec4 map = uintBitsToFloat(texelFetch(visible, at + 6));
    return VisibleSegment(x.xyz, y.xyz, vec2(x.w, y.w), turn.x, turn.y, turn.z, turn.w, slots.x, slots.y,
                ivec4(texelFetch(visible, at + 2)), light.rgb, light.w, map.xy, map.z);
}

// cos, sin of an angle of an eighth of a turn at most, to the last bit or two of float32.
vec2 cos_sin_eighth(float x)
{
    float x2 = x * x;
    float s = x - x * x2 * (1.0 / 6.0 - x2 * (1.0 / 120.0 - x2 * (1.0 / 5040.0 - x2 * (1.0 / 362880.0))));
    float c = 1.0 - x2 * (0.5 - x2 * (1.0 / 24.0 - x2 * (1.0 / 720.0 - x2 * (1.0 / 40320.0 - x2 * (1.0 / 3628800.0)))));
    return vec2(c, s);
}

// cos, sin of the angle over `slots` slots. Whole quarters of a turn are exact; the rest is at most
// an eighth, so that float32 holds it to 0.3 m of an orbit.
vec2 cos_sin_slots(float slots, float quarter, float step_rad)
{
    float quarters = floor(slots / quarter + 0.5);
    vec2 rest = cos_sin_eighth((slots - quarters * quarter) * step_rad);
    float half_turns = floor(0.5 * quarters);
    vec2 turned = quarters - 2.0 * half_turns > 0.5 ? vec2(-rest.y, rest.x) : rest;
    return half_turns == 1.0 ? -turned : turned;
}

// The sum of an angle given as cos, sin and one of at most an eighth of a radian.
vec2 add_small_angle(vec2 angle, float x)
{
    float x2 = x * x;
    float s = x - x * x2 * (1.0 / 6.0 - x2 * (1.0 / 120.0));
    float less = x2 * (0.5 - x2 * (1.0 / 24.0));   // 1 - cos: keeps its digits
    return angle + vec2(-angle.x * less - angle.y * s, angle.x * s - angle.y * less);
}

// A bit for each of the slots from `slot` on, lowest first, set where a satellite flies.
uint filled_from(uint slot, uint is_full)
{
    uint word = is_full == 1u ? 0u : slot >> 5;
    uint shift = slot & 31u;
    uint here = filled[word] >> shift;
    // Shifting by 32 is not defined.
    uint next = (filled[word + 1u] << 1) << (31u - shift);
    return is_full == 1u ? 0xffffffffu : here | next;
}

// By the exponent of a float: software GL has no instruction for findLSB.
int lowest_bit(uint bits)
{
    return (floatBitsToInt(float(bits & -bits)) >> 23 & 255) - 127;
}

void traverse_slots(int from, int to, VisibleSegment segment)
{
    int run = int(WIDEST_RUN_RAD / segment.step_rad) + 1;
    run = min(min(run, LONGEST_RUN), (to - from + LOCAL_SIZE - 1) / LOCAL_SIZE);
    for (int base = from; base < to; base += run * LOCAL_SIZE) {
        int begin = base + run * int(gl_LocalInvocationID.x);
        int count = clamp(to - begin, 0, run);
        uint slot = segment.first_slot + uint(begin);
        uint bits = count > 0 ? filled_from(slot, segment.is_full) & (0xffffffffu >> (32 - count)) : 0u;
        vec2 at = rotate(segment.first, cos_sin_slots(float(begin), segment.quarter, segment.step_rad));
        // Only filled slots are visited.
        for (uint left = bits; left != 0u; left &= left - 1u) {
            int k = lowest_bit(left);
            satellite(slot + uint(k), add_small_angle(at, float(k) * segment.step_rad), segment);
        }
    }
}

void main()
{
    prepare();
    uint group = gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x;
    if (group >= u_groups) return;
    uint end = first_segment[group + 1u];
    for (uint p = first_segment[group]; p < end; p++) {
        VisibleSegment segment = read_visible_segment(p);
        for (int part = 0; part < 2; part++) {
            traverse_slots(part == 0 ? segment.slot_ranges.x : segment.slot_ranges.z, part == 0 ? segment.slot_ranges.y : segment.slot_ranges.w, segment);
        }
    }
}
