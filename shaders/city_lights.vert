// A town or a quarter of a city by night: a spot as bright and as wide as its light asks for.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"
#include "lib/hidden.glsl"
#include "lib/colour.glsl"
#include "lib/air_depth.glsl"
#include "lib/city_night.glsl"

attribute vec3 a_place_km;     // ITRS
attribute vec3 a_light;        // its light in km2, and with that of its neighbours merged into it
attribute vec2 a_look;         // share of clouds over it, 0 orange to 1 white

uniform mat3 u_to_itrs;
uniform vec3 u_sun;            // ITRS, unit vector to the Sun
uniform float u_pixel_km2;     // of the ground at 1 km, straight from above, in a logical pixel
uniform float u_gain;
uniform float u_clouds;

varying vec3 v_colour;         // in the middle, as the screen shows it

const float SPOT = 1.9;        // light of the smallest spot, that of its middle being 1, in logical pixels
const float WIDE = 1.55;       // radius of the smallest spot in logical pixels

void main()
{
    vec3 from_eye_km = a_place_km * u_to_itrs - u_eye_km;
    vec3 to_eye = u_to_itrs * -from_eye_km;
    float away2 = dot(to_eye, to_eye);
    vec3 up = upright(a_place_km * TO_UNIT_SPHERE);
    float steep = max(dot(up, to_eye) * inversesqrt(away2), 0.0);
    float night = night_at(dot(up, u_sun));
    float clouds = u_clouds * ramp(0.0, 1.0, a_look.x);
    // From afar few points stand for many.
    float pixel_km2 = away2 * u_pixel_km2;
    float level = clamp(1.0 + 0.5 * log2(pixel_km2 / CITY_MERGED_KM2), 0.0, 2.0);
    float merged = mix(mix(a_light.x, a_light.y, min(level, 1.0)), a_light.z, max(level - 1.0, 0.0));
    // Light that comes from so many pixels as if each were as bright as white ground.
    float light = u_gain * night * past_clouds(clouds) * merged * steep / pixel_km2;
    // The spot grows with its light, and its middle never gets brighter than CITY_BRIGHTEST.
    float dense = light / SPOT;
    float spread = 1.0 + dense / CITY_DENSE;
    vec3 colour = mix(vec3(1.0, 0.50, 0.15), vec3(1.0, 0.74, 0.42), a_look.y);
    vec3 passed = air_passed(way_through_air(steep), haze_kept(steep));
    vec3 middle = (dense / (1.0 + dense / CITY_BRIGHTEST)) * colour * passed;
    float ratio = max(u_pixel_ratio, 0.75);
    v_colour = shown(middle * (u_pixel_ratio * u_pixel_ratio / (ratio * ratio)));
    gl_PointSize = 2.0 * WIDE * sqrt(spread) * ratio;
    gl_Position = project(from_eye_km);
    if (hidden_by_earth(u_eye_km, from_eye_km)) gl_Position = HIDDEN;
}
