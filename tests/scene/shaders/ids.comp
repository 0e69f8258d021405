#version 430
// Writes to each pixel the slot of the satellite that covers it, plus one: the last of several.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"
#include "compute/lib/traverse.glsl"
#include "lib/point_light.glsl"
#include "lib/point_shape.glsl"
#include "compute/lib/raster.glsl"
#include "compute/lib/grain.glsl"

layout(std430, binding = LIGHT_BINDING) buffer Ids { uint ids[]; };

Lens lens;

void prepare()
{
    lens = make_lens();
}

void satellite(uint slot, vec2 anomaly, VisibleSegment segment)
{
    vec2 at = place_in_orbit(anomaly, segment.ecc);
    vec3 from_eye_km = segment.x_km * at.x + segment.y_km * at.y - lens.eye_km;
    ScreenPosition screen = project_to_screen(from_eye_km, lens);
    PointLight point = point_light(from_eye_km, vec3(1.0), segment.weight, segment.closeness, point_rule());
    screen = shifted(screen, point.grain * grain_of(slot), lens);
    if (screen.is_visible && is_inside(screen, lens)) {
        float size = point.size;
        ivec2 first = first_pixel(screen, size, lens), last = last_pixel(screen, size, lens);
        for (int y = first.y; y <= last.y; y++) {
            for (int x = first.x; x <= last.x; x++) {
                float r = distance_in_radii(screen, ivec2(x, y), size, lens);
                if (inside_point(r, size) >= LEAST_COVER) {
                    atomicMax(ids[pixel_index(ivec2(x, y), lens)], slot + 1u);
                }
            }
        }
    }
}
