// Light that falls on a flat surface of a body. The colours are those
// of orbitviz/scene/bodies/light.py.
uniform vec3 u_sun;              // unit vector to the Sun
uniform float u_sunlit;          // share of the Sun's disc that the Earth leaves visible
uniform vec4 u_earthlight;       // unit vector to the lit Earth; a plate facing it, 1 the Sun

const vec3 SUNLIGHT = vec3(SUN_R, SUN_G, SUN_B);
const vec3 EARTHLIGHT = vec3(EARTH_R, EARTH_G, EARTH_B);
const vec3 NIGHT = vec3(NIGHT_R, NIGHT_G, NIGHT_B);

vec3 sunlight_on(vec3 normal)
{
    return SUNLIGHT * (u_sunlit * max(dot(normal, u_sun), 0.0));
}

vec3 ambient_light(vec3 normal)
{
    float wrap = 0.5 + 0.5 * dot(normal, u_earthlight.xyz);
    return EARTHLIGHT * (u_earthlight.w * wrap * wrap) + SUNLIGHT * (BOUNCE * u_sunlit) + NIGHT;
}
