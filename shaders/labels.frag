uniform sampler2D u_atlas;   // colour times opacity, first row at the top
varying vec2 v_texel;
varying float v_opacity;

void main()
{
    gl_FragColor = texture2D(u_atlas, v_texel) * v_opacity;
}
