// Light that leaves the ground, the sea and the clouds towards the eye.
#include "lib/ramp.glsl"
#include "lib/map_place.glsl"
#include "lib/city_night.glsl"
#if NEAR
#include "lib/ground_near.glsl"
#endif

#if WHOLE
uniform sampler2D u_ground;  // colour by day, water
#endif
uniform sampler2D u_above;   // lights by night, clouds, slopes east and north
uniform float u_clouds;
uniform float u_lights;

const float WAVES = 0.0209;   // mean square of slopes: 0.003 + 0.00512 times the wind, here 3.5 m/s

// Share of sunlight that the sea sends to the eye, of that of white ground: slopes of waves (Cox &
// Munk 1954), and the mirror that water is at a low angle (Schlick 1994).
float glint(float risen, float steep, float sun_to_eye)
{
    float both = 0.5 + 0.5 * sun_to_eye;   // cos^2 of half the angle between
    float mirror = risen + steep;
    float spread = max(4.0 * both / max(mirror * mirror, 0.02), 1.0);   // 1 / cos^2 of the slope
    float waves = exp((1.0 - spread) * (1.0 / WAVES)) * spread * spread * (0.25 / WAVES);
    float across = 1.0 - sqrt(both);
    float across2 = across * across;
    float mirrors = 0.02 + 0.98 * across2 * across2 * across;
    return waves * mirrors / (steep + 0.06);
}

// `mu` is the cosine of the Sun's angle from the zenith, `lit` the light on level ground.
vec3 ground_light(vec3 up, vec3 to_eye, vec3 sun, float mu, vec3 lit)
{
    vec2 place = map_place(up);
    float steep = max(dot(up, to_eye), 0.0), risen = max(mu, 0.0);
    float low = 1.0 / (risen + 0.12);
#if WHOLE
    vec4 ground = texture2D(u_ground, place);
#endif
    // What the Sun's direction has to the east and north.
    float around2 = max(1.0 - up.z * up.z, 1e-12);
    float nearer = inversesqrt(around2);
    // Towards the poles the map of the clouds has only streaks.
    float drawn_clouds = u_clouds * clamp(40.0 * around2 - 0.2, 0.0, 1.0);
    vec2 sun_flat = vec2(up.x * sun.y - up.y * sun.x, around2 * sun.z - up.z * dot(up.xy, sun.xy)) * nearer;
#if NEAR
    vec4 noise = near_noise(up);
    vec4 fine = of_tiles(place, noise);
#if WHOLE
    ground = mix(ground, fine, in_window(place));
#else
    vec4 ground = fine;
#endif
    ground.rgb *= unevenness(ground, noise);
    place += TEXEL * (noise.rg - 0.5) * 3.0;   // so that texels do not show
    vec2 above = texture2D(u_above, place).rg;
    vec2 to_sun = vec2(min(nearer, 12.0) * INVERSE_TAU, -INVERSE_PI) * sun_flat * (CLOUD_HEIGHT * low);
    float clouds = drawn_clouds * near_clouds(above.g, noise);
    // Clouds in the way of the sunlight: shadow on the ground and on the clouds themselves.
    float shadow = drawn_clouds * ramp(0.06, 0.9, texture2D(u_above, place + to_sun).g);
    float relief = 1.0 - 0.65 * shadow;
    float calm = 0.5 + 0.5 * noise.g + 0.5 * noise.r;   // winds and currents
    float cloud_light = cloud_shade(clouds, shadow, noise);
#else
    vec4 above = texture2D(u_above, place);
    float clouds = drawn_clouds * above.g;
    clouds = clouds * clouds * (3.0 - 2.0 * clouds);
    // Relief: tilt the normal by the slopes of the land.
    vec2 slope = (above.ab - 0.502) * (1.2 - 1.2 * ground.a);
    float relief = max(1.0 - dot(slope, sun_flat.yx) * low, 0.1);
    const float cloud_light = 0.92, calm = 1.0;
#endif
    float mirrored = calm * ground.a * (1.0 - clouds) * low * glint(risen, steep, dot(sun, to_eye));
    vec3 albedo = linear_of(ground.rgb);
    vec3 light = lit * ((albedo + mirrored) * relief);
    light = mix(light, lit * cloud_light, clouds * 0.94);

    // Night: city lights through the clouds, and the faint ground under the stars.
    float night = night_at(mu);
    float city = max(above.r - CITY_DARKEST, 0.0);
    light += (u_lights * night * past_clouds(clouds) * city * city * CITY_LIGHT) * vec3(1.0, 0.66, 0.30);
    light += night * (albedo.g + 0.06 * clouds) * vec3(0.018, 0.028, 0.050);
    return light;
}
