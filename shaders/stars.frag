// A star: a soft round spot, and a faint glow around the brightest.
varying vec3 v_core;
varying vec3 v_glow;
varying float v_sharp;

void main()
{
    vec2 from_middle = 2.0 * gl_PointCoord - 1.0;
    float r2 = dot(from_middle, from_middle);
    float inside = max(1.0 - r2, 0.0);
    gl_FragColor = vec4(v_core * exp(-r2 * v_sharp) * inside + v_glow * inside * inside * inside, 0.0);
}
