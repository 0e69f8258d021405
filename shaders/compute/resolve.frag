#version 430
// The sums of satellites.comp as linear light, to add more light to them.
#include "lib/light_source.glsl"

out vec4 out_light;

void main()
{
    out_light = vec4(light_of(ivec2(gl_FragCoord.xy)), 1.0);
}
