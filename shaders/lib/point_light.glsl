// Light of one satellite on the picture, for designs and catalogues, points and compute shader.
//
// Far away, where points overlap, each gives the less light the more of them share a pixel, so that
// a dense shell keeps its brightness at every zoom. Points without near neighbours have full light
// and grow.
#include "lib/ramp.glsl"

const float DENSE_LIGHT = 0.30;

uniform float u_spacing_px_km;   // logical pixels between evenly spread neighbours, times distance
uniform float u_dense_px;        // satellites with neighbours so near are one pixel wide
uniform float u_least_light;     // of a satellite, however many share its pixel
uniform float u_brightness;
uniform float u_point_px;        // size of a satellite without near neighbours, logical pixels
uniform float u_body_onset_km;   // nearer than this a satellite is drawn as a body as well
uniform float u_by_sunlight;     // 1: colour by sunlight and shadow, 0: the colour of the satellite
uniform vec3 u_lit_colour;
uniform vec3 u_dark_colour;

struct PointLight
{
    vec3 light;   // linear
    float size;   // pixels
    float grain;  // 1: may be drawn aside in its pixel, 0: too wide for it
};

// The uniforms, none negative. `max` keeps compilers from reading a uniform inside a loop that a
// compute shader reads before it: they undo a plain copy.
struct PointRule
{
    float spacing_px_km;
    float dense_px;
    float least_light;
    float brightness;
    float point_px;
    float pixel_ratio;
    float body_onset_km;
};

PointRule point_rule()
{
    return PointRule(max(u_spacing_px_km, 0.0), max(u_dense_px, 0.0), max(u_least_light, 0.0), max(u_brightness, 0.0),
                     max(u_point_px, 0.0), max(u_pixel_ratio, 0.0), max(u_body_onset_km, 0.0));
}

// Energy of a satellite by its spacing squared, in logical pixels: the inverse of the number of
// satellites that share a pixel.
float shared_energy(float spacing2, float least)
{
    return clamp(DENSE_LIGHT * spacing2, least, 1.0);
}

// closeness: of the neighbours of its shell, in units of the spacing of all; 1 or less.
PointLight point_light(vec3 from_eye_km, vec3 colour, float weight, float closeness, PointRule rule)
{
    float spacing = rule.spacing_px_km / length(from_eye_km);
    // A share of its density remains: where more satellites are, more light is.
    float energy = shared_energy(spacing * spacing * closeness, rule.least_light);
    spacing *= closeness;
    float growth = clamp((spacing - rule.dense_px) * 0.14, 0.0, 1.0);
    // Close by, where neighbours are far apart, it is a body rather than a point.
    float body = 1.0 + 1.3 * ramp(15.0, 150.0, spacing);
    float size = max(1.0, mix(1.0, rule.point_px * body, growth) * rule.pixel_ratio);
    // A point wider than a logical pixel gives each of them less, unless it has no near neighbours.
    float wide = size / rule.pixel_ratio;
    energy *= rule.brightness * weight / mix(wide * wide, 1.0, growth);
    // It goes as its body comes: gone where that is twice as large as at its onset.
    energy *= 1.0 - clamp(rule.body_onset_km / length(from_eye_km) - 1.0, 0.0, 1.0);
    return PointLight(colour * energy, size, 1.0 - growth);
}

// The same if no point is wider than a pixel, and the pixel ratio is 1.
PointLight narrow_point_light(vec3 from_eye_km, vec3 colour, float weight, float closeness, PointRule rule)
{
    float spacing2 = closeness * rule.spacing_px_km * rule.spacing_px_km / dot(from_eye_km, from_eye_km);
    return PointLight(colour * (shared_energy(spacing2, rule.least_light) * rule.brightness * weight), 1.0, 1.0);
}

// lit: the share of the Sun's disc that it sees, 0..1.
vec3 sunlight_colour(vec3 colour, float lit)
{
    return mix(colour, mix(u_dark_colour, u_lit_colour, lit), u_by_sunlight);
}
