#version 430
// The sums of satellites.comp as linear light.
layout(std430, binding = LIGHT_BINDING) readonly buffer Light { uint light_sum[]; };

uniform int u_width;    // pixels of a row

out vec4 out_light;

void main()
{
    ivec2 pixel = ivec2(gl_FragCoord.xy);
    int at = 3 * (pixel.y * u_width + pixel.x);
    out_light = vec4(vec3(light_sum[at], light_sum[at + 1], light_sum[at + 2]) / LIGHT_UNITS, 1.0);
}
