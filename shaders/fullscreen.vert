// Two triangles over the whole picture.
attribute vec2 a_corner;
varying vec2 v_ndc;

void main()
{
    v_ndc = a_corner;
    gl_Position = vec4(a_corner, 0.0, 1.0);
}
