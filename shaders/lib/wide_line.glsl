// A line segment as a quad of constant width on the picture.
#include "lib/hidden.glsl"

uniform float u_width_px;    // logical pixels
varying float v_across;      // -1..1 over the width and its soft edge
varying vec3 v_from_eye_km;

// corner.x  0 at the start of the segment, 1 at its end;  corner.y  -1 or 1, the side
void emit_line_from_eye(vec3 start_from_eye_km, vec3 end_from_eye_km, vec2 corner)
{
    vec4 start = project(start_from_eye_km);
    vec4 end = project(end_from_eye_km);
    // The width is wanted in pixels of the whole picture, also when a tile of it is drawn.
    vec2 half_size = 0.5 * u_size / u_tile.xy;
    vec2 along = end.xy / end.w * half_size - start.xy / start.w * half_size;
    vec2 side = normalize(vec2(-along.y, along.x) + 1e-9);
    float reach = 0.5 * u_width_px * u_pixel_ratio + 0.7;
    vec4 here = corner.x < 0.5 ? start : end;
    gl_Position = here + vec4(corner.y * reach * side / half_size * here.w, 0.0, 0.0);
    if (start.w <= 0.0 || end.w <= 0.0) gl_Position = HIDDEN;
    v_across = corner.y * reach;
    v_from_eye_km = corner.x < 0.5 ? start_from_eye_km : end_from_eye_km;
}

void emit_line(vec3 start_km, vec3 end_km, vec2 corner)
{
    emit_line_from_eye(start_km - u_eye_km, end_km - u_eye_km, corner);
}
