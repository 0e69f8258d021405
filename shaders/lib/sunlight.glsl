// How much of the Sun's disc a satellite sees, 0..1: the shadow of a spherical Earth.
// Between umbra and penumbra the disc is uncovered by a chord (its edge is nearly straight as
// seen from low orbits); orbitviz/orbits/eclipse.py overlaps the discs exactly.
#constant EARTH_RADIUS_KM
#constant SUN_RADIUS_KM
#constant AU_KM

float sunlight(vec3 r_km, vec3 sun_direction)
{
    float behind = -dot(r_km, sun_direction);
    if (behind < 0.0) return 1.0;
    vec3 from_axis = r_km + behind * sun_direction;
    float sun_half_angle = SUN_RADIUS_KM / AU_KM;
    // Height of the satellite above the shadow's half-light edge, in radii of the Sun's disc.
    float h = (length(from_axis) - EARTH_RADIUS_KM) / max(behind * sun_half_angle, 1.0);
    h = clamp(h, -1.0, 1.0);
    // Share of a disc on one side of a chord at height h (asin by a cubic is good to 0.01).
    return 0.5 + 0.5 * h * (1.5 - 0.5 * h * h);
}
