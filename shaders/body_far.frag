// A body far away, without patterns and shadows.
varying vec4 v_shown;

void main()
{
    gl_FragColor = v_shown;
}
