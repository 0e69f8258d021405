varying vec2 v_across;
varying vec4 v_colour;

void main()
{
    float opacity = v_colour.a * clamp(v_across.y + 0.5 - abs(v_across.x), 0.0, 1.0);
    gl_FragColor = vec4(v_colour.rgb * opacity, opacity);
}
