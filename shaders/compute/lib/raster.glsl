// Which pixels a point covers: those whose centre lies in a square around it, the rule of GL_POINTS
// with sprites, after the rasteriser has rounded positions to its subpixels. Positions are counted
// in subpixels from the lower left corner of the tile. Points are of any width here; that of
// GL_POINTS is limited by the driver.
uniform ivec2 u_tile_px;       // width and height of the tile that is drawn
uniform float u_subpixels;     // of the rasteriser, across a pixel

// Constants of the camera for all satellites, computed once (see compute/lib/traverse.glsl).
struct Lens
{
    vec3 eye_km;
    vec3 eye;           // the same, the Earth being a unit sphere
    float beyond;       // square of its distance to the limb
    vec3 across;        // dot with a position from the eye: subpixels, before division by the depth
    vec3 up;
    vec3 ahead;         // dot with it: the depth
    vec2 middle;        // subpixels to the centre of the view
    float subpixels;    // across a pixel
    float pixel;        // 1 / subpixels
    ivec2 tile_px;
};

Lens make_lens()
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

struct ScreenPosition
{
    vec2 subpixels;
    vec2 rounded;      // as the rasteriser rounds them
    bool is_visible;   // in front of the camera, and not behind the Earth
};

ScreenPosition project_to_screen(vec3 from_eye_km, Lens lens)
{
    float depth = dot(lens.ahead, from_eye_km);
    float nearer = 1.0 / depth;
    vec2 steps = vec2(dot(lens.across, from_eye_km), dot(lens.up, from_eye_km)) * nearer + lens.middle;
    return ScreenPosition(steps, floor(steps + 0.5), depth > 0.0 && !beyond_limb(from_eye_km, lens.eye, lens.beyond));
}

// The same, so many pixels aside.
ScreenPosition shifted(ScreenPosition position, vec2 pixels, Lens lens)
{
    vec2 steps = position.subpixels + pixels * lens.subpixels;
    return ScreenPosition(steps, floor(steps + 0.5), position.is_visible);
}

// The first and last pixel of the square, whose sides are rounded as positions are.
ivec2 first_pixel(ScreenPosition position, float size, Lens lens)
{
    vec2 corner = position.rounded - floor(0.5 * floor(size * lens.subpixels + 0.5));
    return max(ivec2(ceil(corner * lens.pixel - 0.5)), ivec2(0));
}

ivec2 last_pixel(ScreenPosition position, float size, Lens lens)
{
    float side = floor(size * lens.subpixels + 0.5);
    vec2 corner = position.rounded - floor(0.5 * side) + side;
    return min(ivec2(ceil(corner * lens.pixel - 0.5)) - 1, lens.tile_px - 1);
}

// Of a point one pixel wide.
ivec2 only_pixel(ScreenPosition position, Lens lens)
{
    return ivec2(ceil(position.rounded * lens.pixel)) - 1;
}

bool is_inside(ivec2 pixel, Lens lens)
{
    return all(lessThan(uvec2(pixel), uvec2(lens.tile_px)));
}

// Points are clipped by their centre.
bool is_inside(ScreenPosition position, Lens lens)
{
    return all(greaterThanEqual(position.subpixels, vec2(0.0)))
        && all(lessThanEqual(position.subpixels, lens.subpixels * vec2(lens.tile_px)));
}

uint pixel_index(ivec2 pixel, Lens lens)
{
    return uint(pixel.y * lens.tile_px.x + pixel.x);
}

// Distance of the centre of a pixel from the centre of a point.
float distance_in_radii(ScreenPosition position, ivec2 pixel, float size, Lens lens)
{
    return length(vec2(pixel) + 0.5 - position.subpixels * lens.pixel) / (0.5 * size);
}
