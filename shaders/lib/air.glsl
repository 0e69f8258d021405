// Light scattered by the air, from the table of orbitviz/scene/backdrop/earth_air.py. Light of white
// ground below the Sun, without air, is EXPOSURE.
#include "lib/ramp.glsl"
#include "lib/air_depth.glsl"

uniform sampler2D u_air;
uniform vec4 u_light_a;      // of the light on level ground, a fit
uniform vec4 u_light_b;

const float EXPOSURE = 2.2;

// Places in the table, scale and offset: middles of texels are what was computed.
const vec2 SUN_ROW = vec2(AIR_SUN_ROWS - 1.0, 0.5) / AIR_SUN_ROWS;
const float SUN_SCALE = SUN_ROW.x / (1.0 - AIR_SUN_LOWEST);
const vec2 GROUND_COLUMN = vec2(AIR_GROUND_COLUMNS - 1.0, 0.5) / AIR_COLUMNS;
const vec2 LIMB_COLUMN = vec2(AIR_LIMB_COLUMNS - 1.0, AIR_GROUND_COLUMNS + 0.5) / AIR_COLUMNS;

// Light of the table at the Sun's cosine `mu` from the zenith.
vec4 air_table(float column, float mu)
{
    vec4 root = texture2D(u_air, vec2(column, (mu - AIR_SUN_LOWEST) * SUN_SCALE + SUN_ROW.y));
    return root * root;
}

// An eye that adapts: what the Sun leaves dark is exposed longer, as night is for the lights of cities.
float exposure(float mu)
{
    return EXPOSURE * (2.2 - 1.2 * ramp(-0.14, 0.20, mu));
}

// Light on level ground, of Sun and sky.
vec3 light_on_ground(float mu)
{
    float x = max(mu - AIR_LIGHT_LOWEST, 0.0);
    vec4 parts = u_light_a + x * u_light_b;
    vec3 root = parts.rgb * (x * x / (parts.a + x * x));
    return root * root;
}

// Phase functions of mean 1 at a cosine from the Sun: molecules, and haze of asymmetry 0.8 by
// Schlick's form.
float by_molecules(float to_sun)
{
    return 0.75 + 0.75 * to_sun * to_sun;
}

float by_haze(float to_sun)
{
    float falls = 1.0 / (1.0 - 0.958 * to_sun);
    return 0.0822 * falls * falls;
}

// Light of the ground after the air above it. `lit` is the light that lit it, `mu` the Sun's cosine.
vec3 through_air(vec3 light, vec3 up, vec3 to_eye, vec3 sun, float mu, vec3 lit, float exposed)
{
    float steep = max(dot(up, to_eye), 0.0);
    float way = way_through_air(steep);
    float forward = -dot(to_eye, sun);
    // The air that scatters hangs over a place closer to the eye.
    float closer = 0.0009 * way;
    vec4 air = air_table(sqrt(steep) * GROUND_COLUMN.x + GROUND_COLUMN.y, mu - closer * forward);
    float kept = haze_kept(steep);
    vec3 passed = air_passed(way, kept);
    vec3 scattered = air.rgb * (exposed * by_molecules(forward)) + lit * (air.a * by_haze(forward));
    return light * passed + kept * scattered;
}
