uniform sampler2D u_block;   // colour times opacity, first row at the top
uniform float u_opacity;
varying vec2 v_at;

void main()
{
    gl_FragColor = u_opacity * texture2D(u_block, vec2(v_at.x, 1.0 - v_at.y));
}
