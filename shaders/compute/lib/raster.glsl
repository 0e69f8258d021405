// Which pixels a point covers: those whose middle lies in a square around it, the rule of
// GL_POINTS with sprites, after the rasteriser's rounding of places.
uniform ivec2 u_tile_px;       // width and height of the tile that is drawn
uniform float u_subpixels;     // steps of a pixel that the rasteriser tells apart

struct Place
{
    vec2 pixels;      // from the lower left corner of the tile
    vec2 rounded;     // the same, where the rasteriser takes it to be
    bool is_inside;   // points are clipped by their middle
};

Place place_on_picture(vec3 from_eye_km)
{
    vec4 clip = project(from_eye_km);
    vec2 pixels = (clip.xy / clip.w * 0.5 + 0.5) * vec2(u_tile_px);
    vec2 rounded = floor(pixels * u_subpixels + 0.5) / u_subpixels;
    return Place(pixels, rounded, clip.w > 0.0 && abs(clip.x) <= clip.w && abs(clip.y) <= clip.w);
}

// The lower left corner of the square; its sides are rounded as places are.
vec2 corner(Place place, float size)
{
    return place.rounded - floor(0.5 * floor(size * u_subpixels + 0.5)) / u_subpixels - 0.5;
}

ivec2 first_pixel(Place place, float size)
{
    return max(ivec2(ceil(corner(place, size))), ivec2(0));
}

ivec2 last_pixel(Place place, float size)
{
    float side = floor(size * u_subpixels + 0.5) / u_subpixels;
    return min(ivec2(ceil(corner(place, size) + side)) - 1, u_tile_px - 1);
}

uint pixel_index(ivec2 pixel)
{
    return uint(pixel.y * u_tile_px.x + pixel.x);
}

// How far the middle of a pixel is from the middle of a point.
float distance_in_radii(Place place, ivec2 pixel, float size)
{
    return length(vec2(pixel) + 0.5 - place.pixels) / (0.5 * size);
}
