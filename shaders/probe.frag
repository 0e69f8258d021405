varying vec3 v_position_km;

void main()
{
    gl_FragColor = vec4(v_position_km, 1.0);
}
