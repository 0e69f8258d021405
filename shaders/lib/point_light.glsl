// Light of one satellite on the picture, shared by every kind of satellite and way of drawing.
//
// A far crowd adds up: each point gives so much less light the more points share a pixel that
// the sheet keeps its brightness at every zoom. Points that stand alone are full and grow.
const float CROWD_LIGHT = 0.30;
const float LEAST_LIGHT = 0.004;

uniform float u_crowd_spacing_km;  // between neighbours, were all spread evenly over their sphere
uniform float u_crowded_px;        // satellites with neighbours so near are one pixel wide
uniform float u_brightness;
uniform float u_point_px;        // size of a satellite that stands alone, logical pixels
uniform float u_radians_per_pixel;
uniform float u_by_sunlight;     // 1: the colour tells sunlight, else it is the one given
uniform vec3 u_lit_colour;
uniform vec3 u_dark_colour;

struct PointLight
{
    vec3 light;   // linear
    float size;   // pixels
};

PointLight point_light(vec3 from_eye_km, vec3 colour, float weight, float lit)
{
    float spacing_px = u_crowd_spacing_km / (length(from_eye_km) * u_radians_per_pixel);
    // 1 when neighbours are further apart than a point is wide, 1 / crowd of the pixel before.
    float alone = spacing_px / u_pixel_ratio;
    float energy = clamp(CROWD_LIGHT * alone * alone, LEAST_LIGHT, 1.0);
    float growth = clamp((alone - u_crowded_px) * 0.12, 0.0, 1.0);
    // Close by, where neighbours are far apart, it is a body rather than a point.
    float body = 1.0 + 1.3 * smoothstep(15.0, 150.0, alone);
    float size = max(1.0, mix(1.0, u_point_px * body, growth) * u_pixel_ratio);
    // A point wider than a logical pixel gives each of them less, until it stands alone.
    float wide = size / u_pixel_ratio;
    energy *= u_brightness * weight / mix(wide * wide, 1.0, growth);
    colour = mix(colour, mix(u_dark_colour, u_lit_colour, lit), u_by_sunlight);
    return PointLight(colour * energy, size);
}
