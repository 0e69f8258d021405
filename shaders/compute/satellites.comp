#version 430
// Adds the light of every satellite of a design to its pixels, in whole numbers, so that the sum
// does not depend on their order. Its counterpart for GL_POINTS is satellites.vert. Features are
// switched by defines, see ShaderVariant: software GL pays for both sides of an `if`.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"
#include "compute/lib/traverse.glsl"
#include "lib/sunlight.glsl"
#include "lib/colour.glsl"
#include "lib/operating_map.glsl"
#include "lib/point_light.glsl"
#if MAGNITUDE
#include "lib/magnitude.glsl"
#endif
#if STYLED
#include "lib/style.glsl"
#endif
#include "lib/point_shape.glsl"
#include "compute/lib/raster.glsl"
#include "compute/lib/grain.glsl"

layout(std430, binding = LIGHT_BINDING) buffer Light { uint light_sum[]; };  // three a pixel

#if STYLED
layout(std430, binding = STYLES_BINDING) readonly buffer Styles { float styles[]; };  // one a slot
#endif

Lens lens;
PointRule rule;

void prepare()
{
    lens = make_lens();
    rule = point_rule();
}

// The result of atomicAdd is ignored: using it would cost as much as another addition.
void add(ivec2 pixel, vec3 light)
{
    uint at = 3u * pixel_index(pixel, lens);
    uvec3 units = uvec3(light * LIGHT_UNITS + 0.5);
    atomicAdd(light_sum[at], units.x);
    atomicAdd(light_sum[at + 1u], units.y);
    atomicAdd(light_sum[at + 2u], units.z);
}

// own: that of its set, negative where it has none.
vec3 colour_of(vec3 r_km, vec2 place, VisibleSegment segment, vec3 own)
{
#if STYLED
    if (own.r >= 0.0) return own;
#endif
#if QUANTITY
    vec3 flight = normalize(segment.y_km * place.x - segment.x_km * place.y);
    return quantity_colour(quantity_value(segment.set, r_km, flight, segment.node, length(segment.x_km)));
#elif SUNLIGHT
    return sunlight_colour(segment.colour, sunlight(r_km, u_sun_direction));
#else
    return segment.colour;
#endif
}

void satellite(uint slot, vec2 anomaly, VisibleSegment segment)
{
    vec2 place = place_in_orbit(anomaly, segment.ecc);
    vec3 r_km = segment.x_km * place.x + segment.y_km * place.y;
    vec3 from_eye_km = r_km - lens.eye_km;
    ScreenPosition seen = project_to_screen(from_eye_km, lens);
    float weight = segment.weight;
    float closeness = segment.closeness;
    vec3 own_colour = vec3(-1.0);
#if STYLED
    Style style = style_of(styles[slot]);
    if (style.weight == 0.0) return;
    weight *= style.weight;
    closeness *= style.closeness;
    if (style.has_colour > 0.5) own_colour = style.colour;
#endif
#if MAGNITUDE
    weight *= reflected(r_km, from_eye_km, u_sun_direction);
#endif
#if WIDE_POINTS
    PointLight point = point_light(from_eye_km, vec3(1.0), weight, closeness, rule);
    seen = shifted(seen, point.grain * grain_of(slot), lens);
    if (seen.is_visible && is_inside(seen, lens)) {
        vec3 light = point.light * colour_of(r_km, place, segment, own_colour);
        ivec2 first = first_pixel(seen, point.size, lens), last = last_pixel(seen, point.size, lens);
        for (int y = first.y; y <= last.y; y++) {
            for (int x = first.x; x <= last.x; x++) {
                float r = distance_in_radii(seen, ivec2(x, y), point.size, lens);
                add(ivec2(x, y), light * inside_point(r, point.size));
            }
        }
    }
#else
    ivec2 pixel = only_pixel(shifted(seen, grain_of(slot), lens), lens);
    if (seen.is_visible && is_inside(pixel, lens)) {
        add(pixel, narrow_point_light(from_eye_km, colour_of(r_km, place, segment, own_colour), weight, closeness, rule).light);
    }
#endif
}
