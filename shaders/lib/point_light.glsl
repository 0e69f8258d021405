// Light of one satellite on the picture, shared by every kind of satellite and way of drawing.
//
// A far crowd adds up: each point gives so much less light the more points share a pixel that
// the sheet keeps its brightness at every zoom. Points that stand alone are full and grow.
#include "lib/ramp.glsl"

const float DENSE_LIGHT = 0.30;
const float LEAST_LIGHT = 0.004;

uniform float u_alone_km;        // so near, neighbours are a point's width apart, were all spread evenly
uniform float u_dense_px;      // satellites with neighbours so near are one pixel wide
uniform float u_brightness;
uniform float u_point_px;        // size of a satellite that stands alone, logical pixels
uniform float u_by_sunlight;     // 1: the colour tells sunlight, else it is the one given
uniform vec3 u_lit_colour;
uniform vec3 u_dark_colour;

struct PointLight
{
    vec3 light;   // linear
    float size;   // pixels
};

// The uniforms, none negative. `max` keeps what a compute shader reads before a loop from being
// read inside it: compilers undo a plain copy.
struct PointRule
{
    float alone_km;
    float dense_px;
    float brightness;
    float point_px;
    float pixel_ratio;
};

PointRule point_rule()
{
    return PointRule(max(u_alone_km, 0.0), max(u_dense_px, 0.0), max(u_brightness, 0.0),
                     max(u_point_px, 0.0), max(u_pixel_ratio, 0.0));
}

// Light of a satellite that shares its pixel; `alone`: 1 when neighbours are further apart than a
// point is wide, and its square is 1 / crowd of the pixel before.
float shared_energy(float alone2)
{
    return clamp(DENSE_LIGHT * alone2, LEAST_LIGHT, 1.0);
}

PointLight point_light(vec3 from_eye_km, vec3 colour, float weight, PointRule rule)
{
    float alone = rule.alone_km / length(from_eye_km);
    float energy = shared_energy(alone * alone);
    float growth = clamp((alone - rule.dense_px) * 0.14, 0.0, 1.0);
    // Close by, where neighbours are far apart, it is a body rather than a point.
    float body = 1.0 + 1.3 * ramp(15.0, 150.0, alone);
    float size = max(1.0, mix(1.0, rule.point_px * body, growth) * rule.pixel_ratio);
    // A point wider than a logical pixel gives each of them less, until it stands alone.
    float wide = size / rule.pixel_ratio;
    energy *= rule.brightness * weight / mix(wide * wide, 1.0, growth);
    return PointLight(colour * energy, size);
}

// The same where no point is wider than a pixel, which is a logical one.
PointLight narrow_point_light(vec3 from_eye_km, vec3 colour, float weight, PointRule rule)
{
    float alone2 = rule.alone_km * rule.alone_km / dot(from_eye_km, from_eye_km);
    return PointLight(colour * (shared_energy(alone2) * rule.brightness * weight), 1.0);
}

// lit: how much of the Sun it sees, 0..1.
vec3 sunlight_colour(vec3 colour, float lit)
{
    return mix(colour, mix(u_dark_colour, u_lit_colour, lit), u_by_sunlight);
}
