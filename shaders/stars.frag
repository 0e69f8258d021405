// A star on one pixel: a soft round spot.
varying vec3 v_light;
varying float v_size;

void main()
{
    vec2 from_middle = 2.0 * gl_PointCoord - 1.0;
    float spot = max(1.0 - dot(from_middle, from_middle), 0.0);
    gl_FragColor = vec4(v_light * spot, 0.0);
}
