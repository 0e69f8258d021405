// A satellite on a circular orbit, moved and projected; what the Earth hides is clipped.
// GLSL 1.20 for vispy; three.js turns the same text into GLSL ES 3.00.
attribute vec4 a_angles;  // cos, sin of the node; cos, sin of the argument of latitude; at t = 0
attribute vec3 a_orbit;   // semi-major axis km; cos, sin of the inclination
attribute vec2 a_rates;   // of node and argument of latitude, rad/s

uniform float u_time_s;
uniform vec3 u_eye_km;
uniform vec3 u_right;
uniform vec3 u_up;
uniform vec3 u_forward;
uniform vec2 u_tan_half;
uniform float u_horizon_km2;  // square of the distance from the eye to the Earth's limb

vec2 turned(vec2 a, float angle)
{
    vec2 b = vec2(cos(angle), sin(angle));
    return vec2(a.x * b.x - a.y * b.y, a.y * b.x + a.x * b.y);
}

void main()
{
    vec2 node = turned(a_angles.xy, a_rates.x * u_time_s);
    vec2 place = a_orbit.x * turned(a_angles.zw, a_rates.y * u_time_s);
    float across = place.y * a_orbit.y;
    vec3 r_km = vec3(node.x * place.x - node.y * across,
                     node.y * place.x + node.x * across,
                     place.y * a_orbit.z);
    vec3 ray = r_km - u_eye_km;
    float depth = dot(ray, u_forward);
    gl_Position = vec4(vec2(dot(ray, u_right), dot(ray, u_up)) / u_tan_half, 0.0, depth);
    // Beyond the plane of the limb and within its cone.
    float down = -dot(ray, u_eye_km);
    if (down > u_horizon_km2 && down * down > u_horizon_km2 * dot(ray, ray))
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    gl_PointSize = 1.0;
}
