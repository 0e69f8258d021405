// A town by night: a soft round spot.
varying vec3 v_colour;

void main()
{
    vec2 from_middle = 2.0 * gl_PointCoord - 1.0;
    float inside = max(1.0 - dot(from_middle, from_middle), 0.0);
    gl_FragColor = vec4(v_colour * (inside * inside), 0.0);
}
