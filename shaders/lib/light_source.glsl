// The light of the satellites: the sums of the compute shader, or a texture that points were drawn
// into.
#if SUMS
// Software GL reads a texture in two thirds of the time of a storage buffer.
uniform usamplerBuffer light_sums;
uniform int u_width;    // pixels of a row
uniform float u_brightness;

vec3 light_of(ivec2 pixel)
{
    return vec3(texelFetch(light_sums, pixel.y * u_width + pixel.x).rgb) * (u_brightness / LIGHT_UNITS);
}
#else
uniform sampler2D u_light;
#endif
