// The shadow of a body on itself: its plates and the box of its bus against the ray to the Sun.
// The edges are as soft as the Sun is wide, or as a pixel if that is more.
// A plate has as columns: centre and half length; unit u and half width; unit v; its normal divided
// by its dot product with the ray. Those that are edge-on to the Sun are left out.
#if PLATES
uniform mat4 u_plates[PLATES];
#endif
uniform mat3 u_bus_axes;         // columns: axes of the bus, TEME
uniform vec3 u_bus_half_m;
uniform vec3 u_bus_per_ray;      // 1 / the ray to the Sun in the axes of the bus
uniform float u_slack_m;         // surfaces nearer than this do not shade each other

// Width of the Sun's disc.
#constant SUN_RADIUS_KM
#constant AU_KM
const float SUN_RAD = 2.0 * SUN_RADIUS_KM / AU_KM;

// The light that a plate lets through.
float past_plate(vec3 from, vec3 to_sun, mat4 plate, float pixel)
{
    vec3 to_centre = plate[0].xyz - from;
    float away = dot(to_centre, plate[3].xyz);
    vec3 hit = away * to_sun - to_centre;
    float sharpness = 1.0 / (max(SUN_RAD * away, pixel) + 1e-5);
    vec2 inside = vec2(plate[0].w, plate[1].w) - abs(vec2(dot(hit, plate[1].xyz), dot(hit, plate[2].xyz)));
    vec2 cover = clamp(inside * sharpness + 0.5, 0.0, 1.0);
    return 1.0 - cover.x * cover.y * step(u_slack_m, away);
}

float past_bus(vec3 from, float pixel)
{
    vec3 start = -(from * u_bus_axes) * u_bus_per_ray;   // the axes are columns: a dot product each
    vec3 reach = abs(u_bus_half_m * u_bus_per_ray);
    vec3 first = start - reach;
    vec3 second = start + reach;
    float enter = max(max(max(first.x, first.y), first.z), 0.0);
    float leave = min(min(second.x, second.y), second.z);
    float cover = clamp((leave - enter) / (max(SUN_RAD * enter, pixel) + 1e-5), 0.0, 1.0);
    return 1.0 - cover * step(u_slack_m, leave);
}

float self_shadow(vec3 from, vec3 to_sun, float pixel)
{
    float light = past_bus(from, pixel);
#if PLATES
    for (int k = 0; k < PLATES; k++) light *= past_plate(from, to_sun, u_plates[k], pixel);
#endif
    return light;
}
