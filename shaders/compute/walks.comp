#version 430
// What a picture needs of each segment of a plane: its axes, where its satellites are now, and which
// of them may be seen. Once a segment, so that the walk over its satellites has little left to do.
#include "lib/camera.glsl"
#include "lib/orbit.glsl"
#include "compute/lib/segments.glsl"
#include "compute/lib/visible_arc.glsl"

layout(local_size_x = LOCAL_SIZE) in;

layout(std430, binding = SEGMENTS_BINDING) readonly buffer Segments { Segment segments[]; };
layout(std430, binding = SHELLS_BINDING) readonly buffer Shells { mat4 shells[]; };
layout(std430, binding = WALKS_BINDING) writeonly buffer Walks { uvec4 walks[]; };

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
    ivec4 visit = ivec4(0, segment.slots, 0, 0);
#if !WHOLE && !ECCENTRIC
    visit = slots_to_visit(segment, x_km, y_km, first, shell[2].x);
#endif
    if (shell[2].z <= 0.0) visit = ivec4(0);

    uint at = p * uint(WALK_TEXELS);
    walks[at] = floatBitsToUint(vec4(x_km, first.x));
    walks[at + 1u] = floatBitsToUint(vec4(y_km, first.y));
    walks[at + 2u] = uvec4(visit);
    walks[at + 3u] = floatBitsToUint(vec4(segment.step_rad, segment.quarter, shell[2].y, 0.0));
    walks[at + 4u] = floatBitsToUint(vec4(shell[3].rgb, shell[2].z));
    walks[at + 5u] = uvec4(segment.first_slot, segment.is_full, 0u, 0u);
    walks[at + 6u] = floatBitsToUint(vec4(node, shell[3].w, 0.0));
}
