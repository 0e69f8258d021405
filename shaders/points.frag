// Light of one satellite on one pixel; added up in linear light, tone-mapped by composite.frag.
#include "lib/point_shape.glsl"

varying vec3 v_light;
varying float v_size;

void main()
{
    float inside = inside_point(length(2.0 * gl_PointCoord - 1.0), v_size);
    gl_FragColor = vec4(v_light * inside, inside);
}
