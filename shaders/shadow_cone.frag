// The umbra of a spherical Earth: brightness by the length of the ray inside it, and a brighter rim.
#include "lib/camera.glsl"
#include "lib/ellipsoid.glsl"
#constant SUN_RADIUS_KM
#constant AU_KM

uniform vec3 u_sun_direction;
varying vec2 v_ndc;

const float LENGTH_KM = 60000.0;   // the part shown of its 1.4 million km

void main()
{
    vec3 ray = normalize(ray_through(v_ndc));
    vec3 axis = -u_sun_direction;
    float narrowing = (SUN_RADIUS_KM - EARTH_RADIUS_KM) / AU_KM;
    // |across|^2 = (R - narrowing x)^2, x along the axis, on eye + t ray.
    float xe = dot(u_eye_km, axis), xr = dot(ray, axis);
    vec3 pe = u_eye_km - xe * axis, pr = ray - xr * axis;
    float re = EARTH_RADIUS_KM - narrowing * xe, rr = -narrowing * xr;
    float a = dot(pr, pr) - rr * rr;
    float b = dot(pe, pr) - re * rr;
    float c = dot(pe, pe) - re * re;
    float disc = b * b - a * c;
    if (disc <= 0.0) discard;
    float root = sqrt(disc);
    float first = (-b - root) / a, last = (-b + root) / a;
    // The segment of the ray behind the Earth and before the end that is shown.
    float at_earth = -xe / xr, at_end = (LENGTH_KM - xe) / xr;
    first = max(max(first, min(at_earth, at_end)), 0.0);
    last = min(last, max(at_earth, at_end));
    float ground = earth_distance(u_eye_km, ray);
    if (ground > 0.0) last = min(last, ground);
    if (last <= first) discard;
    float middle = xe + 0.5 * (first + last) * xr;
    float fade = 1.0 - smoothstep(0.25 * LENGTH_KM, LENGTH_KM, middle);
    float path = (last - first) / (2.0 * EARTH_RADIUS_KM);
    float rim = 1.0 - clamp(root / (EARTH_RADIUS_KM * sqrt(a)), 0.0, 1.0);
    float opacity = fade * (0.30 * (1.0 - exp(-path)) + 0.22 * rim * rim * rim);
    gl_FragColor = vec4(vec3(0.17, 0.25, 0.52) * opacity, opacity);
}
