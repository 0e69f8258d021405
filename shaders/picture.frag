// Copies a cached layer.
uniform sampler2D u_picture;
varying vec2 v_ndc;

void main()
{
    gl_FragColor = texture2D(u_picture, 0.5 * v_ndc + 0.5);
}
