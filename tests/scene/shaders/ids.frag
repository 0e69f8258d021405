// Which satellite covers a pixel.
#include "lib/point_shape.glsl"

varying vec3 v_light;         // the bytes of ids.vert
varying float v_size;

void main()
{
    if (inside_point(length(2.0 * gl_PointCoord - 1.0), v_size) < LEAST_COVER) discard;
    gl_FragColor = vec4(v_light, 1.0);
}
