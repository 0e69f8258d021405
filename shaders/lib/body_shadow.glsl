// The shadow of a body on itself: its plates and the box of its bus against the ray to the Sun.
// The edges are as soft as the Sun is wide, or as a pixel if that is more.
uniform mat4 u_plates[PLATES];   // columns: centre, half length; unit u, half width; unit v; -
uniform mat3 u_bus_axes;         // columns: axes of the bus, TEME
uniform vec3 u_bus_half_m;
uniform float u_slack_m;         // surfaces nearer than this do not shade each other

// Half the angle of the Sun's disc.
#constant SUN_RADIUS_KM
#constant AU_KM
const float SUN_RAD = SUN_RADIUS_KM / AU_KM;

// The light that a plate lets through.
float past_plate(vec3 from, vec3 to_sun, mat4 plate, float pixel)
{
    vec3 u = plate[1].xyz;
    vec3 v = plate[2].xyz;
    vec3 normal = cross(u, v);
    float slope = dot(to_sun, normal);
    float away = dot(plate[0].xyz - from, normal) / (abs(slope) > 1e-4 ? slope : 1e-4);
    vec3 hit = from + away * to_sun - plate[0].xyz;
    float soft = max(2.0 * SUN_RAD * away, pixel) + 1e-5;
    vec2 inside = vec2(plate[0].w - abs(dot(hit, u)), plate[1].w - abs(dot(hit, v)));
    vec2 cover = clamp(inside / soft + 0.5, 0.0, 1.0);
    return abs(slope) > 1e-4 && away > u_slack_m ? 1.0 - cover.x * cover.y : 1.0;
}

float past_bus(vec3 from, vec3 to_sun, float pixel)
{
    vec3 start = from * u_bus_axes;   // the axes are columns: a dot product with each
    vec3 ray = to_sun * u_bus_axes;
    ray += vec3(1e-5) * (vec3(1.0) - step(1e-5, abs(ray)));
    vec3 first = (-sign(ray) * u_bus_half_m - start) / ray;
    vec3 second = (sign(ray) * u_bus_half_m - start) / ray;
    float enter = max(max(first.x, first.y), first.z);
    float leave = min(min(second.x, second.y), second.z);
    float soft = max(2.0 * SUN_RAD * max(enter, 0.0), pixel) + 1e-5;
    float cover = clamp((leave - max(enter, 0.0)) / soft, 0.0, 1.0);
    return leave > u_slack_m ? 1.0 - cover : 1.0;
}

float self_shadow(vec3 from, vec3 to_sun, float pixel)
{
    float light = past_bus(from, to_sun, pixel);
    light *= past_plate(from, to_sun, u_plates[0], pixel);
    light *= past_plate(from, to_sun, u_plates[1], pixel);
    light *= past_plate(from, to_sun, u_plates[2], pixel);
    light *= past_plate(from, to_sun, u_plates[3], pixel);
    return light;
}
