// Where a satellite of a shell is: J2-secular motion of mean elements, TEME, km.
// The reference in float64 is orbitviz/orbits/propagate.py.
//
// Time enters through the shell alone: its angles since the epoch are reduced in float64 and arrive
// as sines and cosines (orbitviz/scene/satellites/shell_table.py). A satellite adds its own angles
// at the epoch by the addition theorems, so that no position depends on the driver's sine.
//
// ECCENTRIC is 0 where all orbits are circles: software GL pays for an `if` whichever way it goes.
//
// elements   cos, sin of the node at the epoch; cos, sin of the mean anomaly at the epoch
// shell[0]   cos, sin of the node's drift; cos, sin of the mean anomaly gained
// shell[1]   cos, sin of the argument of perigee now; cos, sin of the inclination
// shell[2]   semi-major axis km, eccentricity, weight (0 hides), closeness of lib/point_light.glsl
// shell[3]   colour, set of the operating map's table

// Sine and cosine of a small angle (|x| < 2), to 1e-7 whatever the driver's own are worth.
vec2 cos_sin_small(float x)
{
    // Half the angle twice keeps |y| below 0.5, where the series ends soon.
    float y = 0.25 * x;
    float y2 = y * y;
    float s = y * (1.0 - y2 * (1.0 / 6.0 - y2 * (1.0 / 120.0 - y2 * (1.0 / 5040.0))));
    float c = 1.0 - y2 * (0.5 - y2 * (1.0 / 24.0 - y2 * (1.0 / 720.0 - y2 * (1.0 / 40320.0))));
    vec2 half_turn = vec2(c * c - s * s, 2.0 * s * c);
    return vec2(half_turn.x * half_turn.x - half_turn.y * half_turn.y,
                2.0 * half_turn.x * half_turn.y);
}

vec2 rotate(vec2 a, vec2 b)  // cos, sin of the sum of two angles given as cos, sin
{
    return vec2(a.x * b.x - a.y * b.y, a.y * b.x + a.x * b.y);
}

// cos, sin of the eccentric anomaly from those of the mean anomaly: Kepler's equation for
// d = E - M, d = e sin(M + d), by Newton; six steps reach float32 for e up to 0.9.
vec2 eccentric_anomaly(vec2 mean_anomaly, float ecc)
{
    float d = ecc * mean_anomaly.y / (1.0 - ecc * mean_anomaly.x + 0.5 * ecc * ecc);
    vec2 anomaly = mean_anomaly;
    for (int k = 0; k < 6; k++) {
        anomaly = rotate(mean_anomaly, cos_sin_small(d));
        d -= (d - ecc * anomaly.y) / (1.0 - ecc * anomaly.x);
    }
    return rotate(mean_anomaly, cos_sin_small(d));
}

// From the plane, x to the ascending node, to TEME.
vec3 from_plane(vec2 place, vec2 node, mat4 shell)
{
    float across = place.y * shell[1].z;
    return vec3(node.x * place.x - node.y * across,
                node.y * place.x + node.x * across,
                place.y * shell[1].w);
}

// Position in semi-major axes from the Earth's centre, x to the perigee; from cos, sin of the mean
// anomaly.
vec2 place_in_orbit(vec2 mean_anomaly, float ecc)
{
#if ECCENTRIC
    vec2 anomaly = eccentric_anomaly(mean_anomaly, ecc);
    return vec2(anomaly.x - ecc, sqrt(1.0 - ecc * ecc) * anomaly.y);
#else
    return mean_anomaly;
#endif
}

// flight   unit vector in the plane, normal to the position, in the direction of motion
// node     cos, sin of the right ascension of the ascending node
vec3 orbit_place_km(vec4 elements, mat4 shell, out vec3 flight, out vec2 node)
{
    node = rotate(elements.xy, shell[0].xy);
    vec2 place = place_in_orbit(rotate(elements.zw, shell[0].zw), shell[2].y);
    vec2 from_node = shell[2].x * rotate(place, shell[1].xy);
    flight = from_plane(normalize(vec2(-from_node.y, from_node.x)), node, shell);
    return from_plane(from_node, node, shell);
}

vec3 orbit_position_km(vec4 elements, mat4 shell)
{
    vec3 flight;
    vec2 node;
    return orbit_place_km(elements, shell, flight, node);
}
