// A satellite of a shell as a point of light: place, colour, energy and size.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"
#include "lib/orbit.glsl"
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
#include "lib/emit_point.glsl"
#include "lib/slot_grain.glsl"

attribute vec4 a_elements;
attribute float a_shell;      // counted from the first of the batch; and the grain of the slot

#if STYLED
attribute float a_style;
#endif

uniform mat4 u_shells[SHELLS_PER_BATCH];

void main()
{
    mat4 shell = u_shells[int(a_shell)];
    vec3 flight;
    vec2 node;
    vec3 r_km = orbit_place_km(a_elements, shell, flight, node);
    vec3 colour = shell[3].rgb;
#if QUANTITY
    colour = quantity_colour(quantity_value(shell[3].w, r_km, flight, node, shell[2].x));
#endif
#if SUNLIGHT
    colour = sunlight_colour(colour, sunlight(r_km, u_sun_direction));
#endif
    float weight = shell[2].z;
    float closeness = shell[2].w;
#if STYLED
    Style style = style_of(a_style);
    colour = mix(colour, style.colour, style.has_colour);
    weight *= style.weight;
    closeness *= style.closeness;
#endif
#if MAGNITUDE
    weight *= reflected(r_km, r_km - u_eye_km, u_sun_direction);
#endif
    emit_point(r_km, colour, weight, closeness, grain_of(a_shell));
}
