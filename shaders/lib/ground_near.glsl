// What the ground is below the texels of the maps, for a camera near it.
#include "lib/ramp.glsl"

uniform sampler2D u_tiles;   // colour by day and distance to the coast, orbitviz/scene/backdrop/earth_tiles.py
uniform sampler2D u_sea;     // colour of the sea, everywhere
uniform sampler2D u_noise;
uniform vec4 u_window;       // middle and half sides of the part of the maps that u_tiles has
uniform vec3 u_noise_x;      // axes of the noise, in turns of its pattern
uniform vec3 u_noise_y;
uniform float u_fine;        // share of the noise: it comes as the texels begin to be seen

const float CLOUD_HEIGHT = 0.0021;   // in radii of the Earth: the top of the highest
const vec2 TEXEL = 1.0 / vec2(ABOVE_COLUMNS, ABOVE_ROWS);   // of the map of clouds and lights

vec4 near_noise(vec3 up)
{
    vec4 noise = texture2D(u_noise, vec2(dot(up, u_noise_x), dot(up, u_noise_y)));
    return 0.5 + u_fine * (noise - 0.5);
}

// How much the tiles show at a place.
float in_window(vec2 place)
{
    vec2 off = vec2(abs(fract(place.x - u_window.x + 0.5) - 0.5), abs(place.y - u_window.y));
    vec2 within = clamp((u_window.zw - off) * PER_FADE, 0.0, 1.0);
    return within.x * within.y;
}

// Colour and share of water as the tiles have them.
vec4 of_tiles(vec2 place, vec4 noise)
{
    vec4 tile = texture2D(u_tiles, place * TILE_TURNS);
    // Pixels of the tile to the coast, which the waves and rocks below them make ragged.
    float inland = (tile.a - 0.5) * (2.0 * COAST_REACH);
    inland += (noise.r - 0.5) * 2.2 * (1.0 - ramp(2.0, 4.0, abs(inland)));
    float water = clamp(0.5 - inland / max(fwidth(inland), 0.02), 0.0, 1.0);
    vec3 sea = mix(tile.rgb, texture2D(u_sea, place).rgb, ramp(-0.9 * COAST_REACH, -0.6 * COAST_REACH, inland));
    return vec4(mix(tile.rgb, sea, water), water);
}

// How much brighter fields, rocks and woods make it: on snow least, on the sea next to nothing.
vec3 unevenness(vec4 ground, vec4 noise)
{
    float uneven = (1.1 - ground.g) * (1.0 - 0.85 * ground.a);
    return 1.0 + uneven * (vec3(0.72) * (noise.r - 0.5) + vec3(0.12, 0.0, -0.07) * (noise.g - 0.5));
}

// Clouds of the map with edges that the noise has eaten at.
float near_clouds(float map, vec4 noise)
{
    float edge = 4.0 * map * (1.0 - map);
    return ramp(0.06, 0.95, map + edge * (noise.b - 0.5));
}

// Light of a cloud: more on the side to the Sun, less where there is more cloud in the way.
float cloud_shade(float clouds, float before, vec4 noise)
{
    return 0.92 + 0.40 * (clouds - before) - 0.20 * before * (0.4 + noise.r) + 0.28 * (noise.b - 0.5);
}
