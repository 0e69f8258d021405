// The camera of orbitviz/scene/view.py. TEME axes, km; View.apply sets the uniforms.
uniform vec3 u_eye_km;
uniform vec3 u_right;
uniform vec3 u_up;
uniform vec3 u_forward;
uniform vec2 u_tan_half;    // tangents of half the field of view: across, up
uniform vec4 u_tile;        // scale and offset from the whole picture's NDC to the tile's
uniform vec2 u_size;        // pixels of the whole picture
uniform float u_pixel_ratio;

// Clip coordinates of a point given relative to the eye; behind the camera w is negative and
// the point is clipped. No depth buffer is used: z is 0.
vec4 project(vec3 from_eye_km)
{
    float depth = dot(from_eye_km, u_forward);
    vec2 xy = vec2(dot(from_eye_km, u_right), dot(from_eye_km, u_up)) / u_tan_half;
    return vec4(xy * u_tile.xy + u_tile.zw * depth, 0.0, depth);
}

// Direction, not normalised, through a place of the tile in NDC (-1..1).
vec3 ray_through(vec2 tile_ndc)
{
    vec2 ndc = (tile_ndc - u_tile.zw) / u_tile.xy;
    return u_forward + ndc.x * u_tan_half.x * u_right + ndc.y * u_tan_half.y * u_up;
}
