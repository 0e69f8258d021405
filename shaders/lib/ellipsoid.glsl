// What the Earth (WGS 84 ellipsoid) hides. The ellipsoid of revolution has the same axis in
// TEME and ITRS to within polar motion (0.5 arc seconds, 15 m), so both may be used.
#constant EARTH_RADIUS_KM
#constant EARTH_POLAR_RADIUS_KM

const vec3 TO_UNIT_SPHERE = vec3(1.0 / EARTH_RADIUS_KM, 1.0 / EARTH_RADIUS_KM, 1.0 / EARTH_POLAR_RADIUS_KM);
const vec3 FROM_UNIT_SPHERE = vec3(EARTH_RADIUS_KM, EARTH_RADIUS_KM, EARTH_POLAR_RADIUS_KM);

// Normal of the ellipsoid at a place where it is a unit sphere. The length of the vector that is
// made a unit one differs from 1 by the flattening, so a series does.
vec3 upright(vec3 on_unit_sphere)
{
    vec3 up = on_unit_sphere * (TO_UNIT_SPHERE * EARTH_RADIUS_KM);
    float longer = dot(up, up) - 1.0;
    return up * (1.0 - longer * (0.5 - 0.375 * longer));
}

// Distance along `direction` (any length; the result is in its units) from the eye to the
// near side of the Earth, or -1 when the ray misses it or it lies behind.
float earth_distance(vec3 eye_km, vec3 direction)
{
    vec3 o = eye_km * TO_UNIT_SPHERE;
    vec3 d = direction * TO_UNIT_SPHERE;
    float a = dot(d, d);
    float b = dot(o, d);
    // |o x d|^2 instead of b^2 - a (|o|^2 - 1): no cancellation far from the Earth.
    vec3 c = cross(o, d);
    float disc = a - dot(c, c);
    if (disc < 0.0 || b > 0.0) return -1.0;
    return (dot(o, o) - 1.0) / (sqrt(disc) - b);
}

// Whether the Earth stands between the eye and a point given relative to the eye: it does beyond
// the plane of the limb, within the limb's cone. `eye` has the Earth as a unit sphere, `beyond` is
// the square of its distance to the limb.
bool beyond_limb(vec3 from_eye_km, vec3 eye, float beyond)
{
    vec3 d = from_eye_km * TO_UNIT_SPHERE;
    float down = -dot(d, eye);
    return down > beyond && down * down > beyond * dot(d, d);
}

bool hidden_by_earth(vec3 eye_km, vec3 from_eye_km)
{
    vec3 eye = eye_km * TO_UNIT_SPHERE;
    return beyond_limb(from_eye_km, eye, dot(eye, eye) - 1.0);
}
