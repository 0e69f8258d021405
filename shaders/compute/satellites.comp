#version 430
// Adds the light of every satellite of a design to its pixels, in whole numbers, so that the sum
// is the same in whatever order it is made. The twin by GL_POINTS is satellites.vert. What not every
// picture needs is switched by defines: software GL pays for both sides of an `if`.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"
#include "compute/lib/pieces.glsl"
#include "compute/lib/visible_arc.glsl"
#include "lib/sunlight.glsl"
#include "lib/colour.glsl"
#include "lib/operating_map.glsl"
#include "lib/point_light.glsl"
#include "lib/point_shape.glsl"
#include "compute/lib/raster.glsl"

layout(std430, binding = LIGHT_BINDING) buffer Light { uint light_sum[]; };  // three a pixel

void add(ivec2 pixel, vec3 light)
{
    uint at = 3u * pixel_index(pixel);
    uvec3 units = uvec3(light * LIGHT_UNITS + 0.5);
    atomicAdd(light_sum[at], units.x);
    atomicAdd(light_sum[at + 1u], units.y);
    atomicAdd(light_sum[at + 2u], units.z);
}

void satellite(uint slot, vec4 elements, mat4 shell)
{
    vec3 flight;
    vec2 node;
    vec3 r_km = orbit_place_km(elements, shell, flight, node);
    vec3 from_eye_km = r_km - u_eye_km;
    Place place = place_on_picture(from_eye_km);
    if (place.is_inside && !hidden_by_earth(u_eye_km, from_eye_km)) {
        vec3 colour = shell[3].rgb;
#if STATES
        colour = state_colour(state_value(shell[3].w, r_km, flight, node, shell[2].x));
#endif
        float lit = 1.0;
#if SUNLIGHT
        lit = sunlight(r_km, u_sun_direction);
#endif
        PointLight point = point_light(from_eye_km, colour, shell[2].z, lit);
        ivec2 first = first_pixel(place, point.size), last = last_pixel(place, point.size);
#if WIDE
        for (int y = first.y; y <= last.y; y++) {
            for (int x = first.x; x <= last.x; x++) {
                float r = distance_in_radii(place, ivec2(x, y), point.size);
                add(ivec2(x, y), point.light * inside_point(r, point.size));
            }
        }
#else
        if (all(lessThanEqual(first, last))) add(first, point.light);
#endif
    }
}
