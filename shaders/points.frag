// Light of one satellite on one pixel; added up in linear light, tone-mapped by composite.frag.
varying vec3 v_light;
varying float v_size;

void main()
{
    float inside = 1.0;
    if (v_size > 2.0) {
        vec2 from_middle = 2.0 * gl_PointCoord - 1.0;
        float r = length(from_middle);
        inside = clamp((1.0 - r) * 0.5 * v_size, 0.0, 1.0);
    }
    gl_FragColor = vec4(v_light * inside, inside);
}
