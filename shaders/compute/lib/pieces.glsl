// All satellites of a design from a table of planes: a plane's slots are evenly spaced, so a piece
// of it is its middle and a step. A work group walks along neighbouring pieces; whoever includes
// this says in `satellite` what becomes of each one. orbitviz/scene/plane_pieces.py makes the table.
#include "lib/orbit.glsl"

layout(local_size_x = LOCAL_SIZE) in;

struct Piece
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

layout(std430, binding = PIECES_BINDING) readonly buffer Pieces { Piece pieces[]; };
layout(std430, binding = GROUPS_BINDING) readonly buffer Groups { uint first_piece[]; };  // and one after the last
layout(std430, binding = SHELLS_BINDING) readonly buffer Shells { mat4 shells[]; };
layout(std430, binding = FILLED_BINDING) readonly buffer Filled { uint filled[]; };       // a bit a slot

uniform uint u_groups;

// From slot x up to, not including, slot y; slots before the first and after the last mean those
// at the other end.
ivec2 slots_to_visit(Piece piece, mat4 shell);

void satellite(uint slot, vec4 elements, mat4 shell);

bool is_filled(uint slot)
{
    return (filled[slot >> 5] >> (slot & 31u) & 1u) == 1u;
}

// cos, sin of an angle of an eighth of a turn at most, to the last bit or two of float32.
vec2 cos_sin_eighth(float x)
{
    float x2 = x * x;
    float s = x - x * x2 * (1.0 / 6.0 - x2 * (1.0 / 120.0 - x2 * (1.0 / 5040.0 - x2 / 362880.0)));
    float c = 1.0 - x2 * (0.5 - x2 * (1.0 / 24.0 - x2 * (1.0 / 720.0 - x2 * (1.0 / 40320.0 - x2 / 3628800.0))));
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

void main()
{
    uint group = gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x;
    if (group >= u_groups) return;
    uint end = first_piece[group + 1u];
    for (uint p = first_piece[group]; p < end; p++) {
        Piece piece = pieces[p];
        mat4 shell = shells[piece.shell];
        ivec2 visit = shell[2].z > 0.0 ? slots_to_visit(piece, shell) : ivec2(0);
        int slots = int(piece.slots);
        for (int k = visit.x + int(gl_LocalInvocationID.x); k < visit.y; k += LOCAL_SIZE) {
            int in_piece = k < 0 ? k + slots : k < slots ? k : k - slots;
            uint slot = piece.first_slot + uint(in_piece);
            if (piece.is_full == 0u && !is_filled(slot)) continue;
            vec2 ahead = cos_sin_slots(float(in_piece), piece.quarter, piece.step_rad);
            vec4 elements = vec4(piece.elements.xy, rotate(piece.elements.zw, ahead));
            satellite(slot, elements, shell);
        }
    }
}
