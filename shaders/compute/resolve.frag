#version 430
// The sums of satellites.comp as linear light. They are read as a texture: software GL is a third
// faster at that than at reading a storage buffer.
layout(binding = LIGHT_TEXTURE_UNIT) uniform usamplerBuffer light_sum;

uniform int u_width;    // pixels of a row

out vec4 out_light;

void main()
{
    ivec2 pixel = ivec2(gl_FragCoord.xy);
    out_light = vec4(vec3(texelFetch(light_sum, pixel.y * u_width + pixel.x).rgb) / LIGHT_UNITS, 1.0);
}
