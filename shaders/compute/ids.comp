#version 430
// Writes on each pixel which satellite covers it, one more than its slot: the last of several.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"
#include "compute/lib/pieces.glsl"
#include "compute/lib/visible_arc.glsl"
#include "lib/point_light.glsl"
#include "lib/point_shape.glsl"
#include "compute/lib/raster.glsl"

layout(std430, binding = LIGHT_BINDING) buffer Ids { uint ids[]; };

void satellite(uint slot, vec4 elements, mat4 shell)
{
    vec3 flight;
    vec2 node;
    vec3 from_eye_km = orbit_place_km(elements, shell, flight, node) - u_eye_km;
    Place place = place_on_picture(from_eye_km);
    if (place.is_inside && !hidden_by_earth(u_eye_km, from_eye_km)) {
        float size = point_light(from_eye_km, vec3(1.0), shell[2].z, 1.0).size;
        ivec2 first = first_pixel(place, size), last = last_pixel(place, size);
        for (int y = first.y; y <= last.y; y++) {
            for (int x = first.x; x <= last.x; x++) {
                float r = distance_in_radii(place, ivec2(x, y), size);
                if (inside_point(r, size) >= LEAST_COVER) atomicMax(ids[pixel_index(ivec2(x, y))], slot + 1u);
            }
        }
    }
}
