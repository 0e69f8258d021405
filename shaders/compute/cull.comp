#version 430
// The culling pass, one invocation a segment of a plane: its axes, the angle of its first satellite
// now, and the ranges of slots that may be seen.
#include "lib/camera.glsl"
#include "lib/orbit.glsl"
#include "compute/lib/segments.glsl"
#include "compute/lib/visible_arc.glsl"

layout(local_size_x = LOCAL_SIZE) in;

layout(std430, binding = SEGMENTS_BINDING) readonly buffer Segments { Segment segments[]; };
layout(std430, binding = SHELLS_BINDING) readonly buffer Shells { mat4 shells[]; };
layout(std430, binding = VISIBLE_BINDING) writeonly buffer Visible { uvec4 visible[]; };

uniform uint u_segments;

void main()
{
    uint group = gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x;
    uint p = group * uint(LOCAL_SIZE) + gl_LocalInvocationID.x;
    if (p >= u_segments) return;
    Segment segment = segments[p];
    mat4 shell = shells[segment.shell];
    vec2 node = rotate(segment.elements.xy, shell[0].xy);
    vec2 perigee = shell[1].xy;
    vec3 x_km = shell[2].x * from_plane(perigee, node, shell);
    vec3 y_km = shell[2].x * from_plane(vec2(-perigee.y, perigee.x), node, shell);
    vec2 first = rotate(segment.elements.zw, shell[0].zw);
    ivec4 slot_ranges = ivec4(0, segment.slots, 0, 0);
#if CULL && !ECCENTRIC
    slot_ranges = visible_slots(segment, x_km, y_km, first, shell[2].x);
#endif
    if (shell[2].z <= 0.0) slot_ranges = ivec4(0);

    uint at = p * uint(VISIBLE_TEXELS);
    visible[at] = floatBitsToUint(vec4(x_km, first.x));
    visible[at + 1u] = floatBitsToUint(vec4(y_km, first.y));
    visible[at + 2u] = uvec4(slot_ranges);
    visible[at + 3u] = floatBitsToUint(vec4(segment.step_rad, segment.quarter, shell[2].y, shell[2].w));
    visible[at + 4u] = floatBitsToUint(vec4(shell[3].rgb, shell[2].z));
    visible[at + 5u] = uvec4(segment.first_slot, segment.is_full, 0u, 0u);
    visible[at + 6u] = floatBitsToUint(vec4(node, shell[3].w, 0.0));
}
