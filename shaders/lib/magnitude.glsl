// Sunlight that a satellite throws to the eye, as a sphere of diffuse surface would (Hejduk,
// "Specular and diffuse components in spherical satellite photometric modeling", AMOS 2011): by the
// phase angle between Sun and eye, the distance, and the share of the Sun that it sees. The area is
// in the weight of the shell. Glints of flat panels are not modelled.
uniform float u_reference_km;   // from there, fully lit, a satellite has full light

// (sin a + (pi - a) cos a) / pi of the phase angle a, within 0.0011; x is its cosine.
// orbitviz.subsystems.photometry has it in full, and a test compares them.
float diffuse_phase(float x)
{
    float x2 = x * x;
    return max(0.31882 + 0.5 * x + x2 * (0.15130 + 0.02883 * x2), 0.0);  // below 0 at -1
}

float reflected(vec3 r_km, vec3 from_eye_km, vec3 sun_direction)
{
    float away2 = max(dot(from_eye_km, from_eye_km), 1e-6);
    float phase = diffuse_phase(-dot(from_eye_km, sun_direction) * inversesqrt(away2));
    return sunlight(r_km, sun_direction) * phase * u_reference_km * u_reference_km / away2;
}
