// Orbits of a shell: the path of shaders/lib/orbit.glsl, so that rings pass through satellites.
#include "lib/camera.glsl"
#include "lib/orbit.glsl"
#include "lib/wide_line.glsl"

attribute vec4 a_start;      // node; mean anomaly from where the ring is nearest to the eye
attribute vec4 a_end;
attribute float a_shell;
attribute vec2 a_corner;

uniform mat4 u_shells[SHELLS_PER_BATCH];

varying vec3 v_colour;

// cos, sin of the mean anomaly at which an orbit passes nearest, as seen from the Earth's centre.
vec2 nearest_anomaly(vec2 node_at_epoch, mat4 shell)
{
    vec2 node = rotate(node_at_epoch, shell[0].xy);
    vec3 ahead = from_plane(vec2(0.0, 1.0), node, shell);
    vec2 eye = vec2(dot(u_eye_km.xy, node), dot(u_eye_km, ahead)) + vec2(1e-6, 0.0);
    vec2 true_anomaly = rotate(normalize(eye), vec2(shell[1].x, -shell[1].y));
    float ecc = shell[2].y;
    vec2 anomaly = vec2(true_anomaly.x + ecc, sqrt(1.0 - ecc * ecc) * true_anomaly.y) / (1.0 + ecc * true_anomaly.x);
    return rotate(anomaly, cos_sin_small(-ecc * anomaly.y));
}

vec3 ring_position_km(vec4 place, vec2 nearest, mat4 shell)
{
    return orbit_position_km(vec4(place.xy, rotate(nearest, place.zw)), shell);
}

void main()
{
    mat4 shell = u_shells[int(a_shell)];
    v_colour = shell[3].rgb;
    vec2 nearest = nearest_anomaly(a_start.xy, shell);
    emit_line(ring_position_km(a_start, nearest, shell), ring_position_km(a_end, nearest, shell), a_corner);
}
