// Marks pixels in the stencil buffer; colours are not written.
void main()
{
    gl_FragColor = vec4(0.0);
}
