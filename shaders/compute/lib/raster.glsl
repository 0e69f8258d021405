// Which pixels a point covers: those whose middle lies in a square around it, the rule of
// GL_POINTS with sprites, after the rasteriser's rounding of places. Places are counted in the
// steps of a pixel that it tells apart, from the lower left corner of the tile. Here a point may be
// as wide as it likes; GL_POINTS end where the driver says.
uniform ivec2 u_tile_px;       // width and height of the tile that is drawn
uniform float u_subpixels;     // steps of a pixel

// What every satellite needs of the camera, worked out once (see compute/lib/traverse.glsl).
struct Lens
{
    vec3 eye_km;
    vec3 eye;           // the same, the Earth being a unit sphere
    float beyond;       // square of its distance to the limb
    vec3 across;        // times a place from the eye: steps, before division by the depth
    vec3 up;
    vec3 ahead;         // the depth
    vec2 middle;        // steps to where the camera looks
    float steps;        // of a pixel
    float pixel;        // 1 / steps
    ivec2 tile_px;
};

Lens the_lens()
{
    vec2 half_tile = 0.5 * u_subpixels * vec2(u_tile_px);
    float scale = 1.0 / length(u_eye_km);
    vec2 steps = scale * half_tile * u_tile.xy / u_tan_half;
    vec3 eye = u_eye_km * TO_UNIT_SPHERE;
    return Lens(max(u_eye_km, vec3(-1e30)), eye, dot(eye, eye) - 1.0,
                u_right * steps.x, u_up * steps.y, u_forward * scale,
                half_tile * (u_tile.zw + 1.0), max(u_subpixels, 1.0), 1.0 / u_subpixels,
                max(u_tile_px, ivec2(1)));
}

struct Place
{
    vec2 steps;
    vec2 rounded;     // the same, where the rasteriser takes it to be
    bool is_seen;     // before the camera, and not behind the Earth
};

Place place_on_picture(vec3 from_eye_km, Lens lens)
{
    float depth = dot(lens.ahead, from_eye_km);
    float nearer = 1.0 / depth;
    vec2 steps = vec2(dot(lens.across, from_eye_km), dot(lens.up, from_eye_km)) * nearer + lens.middle;
    return Place(steps, floor(steps + 0.5), depth > 0.0 && !beyond_limb(from_eye_km, lens.eye, lens.beyond));
}

// The lower left corner of the square, and from it to the other one, pixels; its sides are rounded
// as places are.
ivec2 first_pixel(Place place, float size, Lens lens)
{
    vec2 corner = place.rounded - floor(0.5 * floor(size * lens.steps + 0.5));
    return max(ivec2(ceil(corner * lens.pixel - 0.5)), ivec2(0));
}

ivec2 last_pixel(Place place, float size, Lens lens)
{
    float side = floor(size * lens.steps + 0.5);
    vec2 corner = place.rounded - floor(0.5 * side) + side;
    return min(ivec2(ceil(corner * lens.pixel - 0.5)) - 1, lens.tile_px - 1);
}

// Of a point one pixel wide.
ivec2 only_pixel(Place place, Lens lens)
{
    return ivec2(ceil(place.rounded * lens.pixel)) - 1;
}

bool is_inside(ivec2 pixel, Lens lens)
{
    return all(lessThan(uvec2(pixel), uvec2(lens.tile_px)));
}

// Points are clipped by their middle.
bool is_inside(Place place, Lens lens)
{
    return all(greaterThanEqual(place.steps, vec2(0.0)))
        && all(lessThanEqual(place.steps, lens.steps * vec2(lens.tile_px)));
}

uint pixel_index(ivec2 pixel, Lens lens)
{
    return uint(pixel.y * lens.tile_px.x + pixel.x);
}

// How far the middle of a pixel is from the middle of a point.
float distance_in_radii(Place place, ivec2 pixel, float size, Lens lens)
{
    return length(vec2(pixel) + 0.5 - place.steps * lens.pixel) / (0.5 * size);
}
