// Light that falls on a flat surface of a body. The colours are those
// of orbitviz/scene/bodies/light.py.
uniform vec3 u_sun;              // unit vector to the Sun
uniform vec4 u_earthlight;       // unit vector to the lit Earth; a plate facing it, 1 the Sun

// sunlit: the share of the Sun's disc that the Earth leaves visible.
vec3 sunlight_on(vec3 normal, float sunlit)
{
    return SUNLIGHT * (sunlit * max(dot(normal, u_sun), 0.0));
}

vec3 ambient_light(vec3 normal, float sunlit)
{
    float wrap = 0.5 + 0.5 * dot(normal, u_earthlight.xyz);
    return EARTHLIGHT * (u_earthlight.w * wrap * wrap) + SUNLIGHT * (BOUNCE * sunlit) + NIGHT;
}
