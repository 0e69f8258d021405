// The quantity that a satellite is coloured by: looked up in the operating map, or a beta angle or
// node. The reference in float64 is orbitviz/subsystems/stations.py, which explains the grid; its
// numbers of steps come in as defines.
#include "lib/angle.glsl"
#constant EARTH_RADIUS_KM

uniform vec3 u_sun_direction;
uniform vec4 u_cones;         // cos, sin of the half-angles of the cones of umbra and penumbra
uniform sampler2D u_map;      // texel k: the value, 0..1 in 16 bits, at station k and at k + 1
uniform sampler2D u_colours;  // 256 colours, sRGB
uniform vec2 u_map_size;      // texels of the table
uniform float u_sets_per_block;
uniform float u_fineness;     // the table has this multiple of the steps of the defines
uniform vec3 u_bands;         // gaps between rows: while there is an umbra, a penumbra, none
uniform float u_quantity;     // 0 none, 1 from the table, 2 kinds from the table, 3 beta, 4 local
                              // time of the node, 5 node
uniform vec2 u_range;         // of beta, rad: lowest, and 1 / (highest - lowest)
uniform float u_noon_rad;     // right ascension of the mean Sun

const float UMBRA_STATION = LIT_STEPS + PENUMBRA_STEPS;

// Half of the arc of an orbit at beta within a reach from the shadow's axis.
float half_arc(float cos_reach, float cos_beta)
{
    float room = (cos_beta - cos_reach) * (cos_beta + cos_reach);
    return room > 0.0 ? angle_of(vec2(cos_reach, sqrt(room))) : 0.0;
}

float row_gaps()
{
    return u_bands.x + u_bands.y + u_bands.z;
}

// The step, 0..1, at a place 0..1 in an arc whose gaps between stations widen.
float step_in(float place, float widening)
{
    float root = sqrt(1.0 + 4.0 * widening * (1.0 + widening) * max(place, 0.0));
    return (root - 1.0) / (2.0 * widening);
}

// Row and station; zenith and ahead: cosines from the Sun to the zenith and to the flight.
vec2 place_in_map(float zenith, float ahead, float sma_km)
{
    float edge_sin = EARTH_RADIUS_KM / sma_km;
    float edge_cos = sqrt((1.0 - edge_sin) * (1.0 + edge_sin));
    float umbra_cos = edge_cos * u_cones.x + edge_sin * u_cones.y;
    float umbra_sin = edge_sin * u_cones.x - edge_cos * u_cones.y;
    float penumbra_cos = edge_cos * u_cones.z - edge_sin * u_cones.w;
    float cos_beta = length(vec2(zenith, ahead));
    float umbra = half_arc(umbra_cos, cos_beta);
    float penumbra = half_arc(penumbra_cos, cos_beta);

    float row;
    if (umbra > 0.0) {
        row = u_bands.x * sqrt(max(1.0 - umbra / angle_of(vec2(umbra_cos, umbra_sin)), 0.0));
    } else if (penumbra > 0.0) {
        row = u_bands.x + u_bands.y * (1.0 - penumbra / half_arc(penumbra_cos, umbra_cos));
    } else {
        row = u_bands.x + u_bands.y + u_bands.z * (1.0 - cos_beta / penumbra_cos);
    }

    float away = angle_of(vec2(-zenith, abs(ahead)));  // from orbit midnight
    float side = ahead <= 0.0 ? 1.0 : -1.0;            // 1 on the way to it
    float station;
    if (away >= 0.5 * PI) {
        station = MORNING_STEPS + DAY_STEPS * step_in(0.5 + side * (PI - away) * (1.0 / PI), DAY_WIDENING);
    } else if (away >= penumbra) {
        float beyond = (0.5 * PI - away) / (0.5 * PI - penumbra);
        station = side > 0.0 ? MORNING_STEPS + DAY_STEPS + EVENING_STEPS * step_in(beyond, WIDENING)
                             : MORNING_STEPS * step_in(1.0 - beyond, MORNING_WIDENING);
    } else if (away > umbra) {
        float into = PENUMBRA_STEPS * (penumbra - away) / max(penumbra - umbra, 1e-9);
        station = side > 0.0 ? LIT_STEPS + into : STEPS - into;
    } else {
        float across = -side * away / max(umbra, 1e-9);  // -1..1 over the umbra
        station = UMBRA_STATION + UMBRA_STEPS * step_in(0.5 + 0.5 * across, WIDENING);
    }
    return vec2(clamp(row, 0.0, row_gaps()), u_fineness * clamp(station, 0.0, STEPS));
}

// The two values, at station and the one after, of texel (column, row) of a set.
vec2 map_pair(float set, float row, float column)
{
    float block = floor((set + 0.5) / u_sets_per_block);
    float rows = row_gaps() + 1.0;
    vec2 texel = vec2(block * STEPS * u_fineness + column,
                      (set - block * u_sets_per_block) * rows + row);
    vec4 bytes = texture2DLod(u_map, (texel + 0.5) / u_map_size, 0.0);
    return (bytes.xz * 65280.0 + bytes.yw * 255.0) * (1.0 / 65535.0);
}

float map_interpolated(float set, vec2 place)
{
    float row = min(floor(place.x), row_gaps() - 1.0);
    float column = min(floor(place.y), u_fineness * STEPS - 1.0);
    vec2 pair = mix(map_pair(set, row, column), map_pair(set, row + 1.0, column), place.x - row);
    return mix(pair.x, pair.y, place.y - column);
}

float map_nearest(float set, vec2 place)
{
    float column = floor(place.y + 0.5);
    if (column > u_fineness * STEPS - 0.5) column = 0.0;
    return map_pair(set, floor(place.x + 0.5), column).x;
}

// The value of the quantity over the range of its colours, 0..1.
float quantity_value(float set, vec3 r_km, vec3 flight, vec2 node, float sma_km)
{
    vec3 up = normalize(r_km);
    float zenith = dot(up, u_sun_direction);
    float ahead = dot(flight, u_sun_direction);
    if (u_quantity < 2.5) {
        vec2 place = place_in_map(zenith, ahead, sma_km);
        return u_quantity < 1.5 ? map_interpolated(set, place) : map_nearest(set, place);
    }
    if (u_quantity < 3.5) {
        float sin_beta = dot(cross(up, flight), u_sun_direction);
        float beta = angle_of(vec2(length(vec2(zenith, ahead)), sin_beta));
        return clamp((beta - u_range.x) * u_range.y, 0.0, 1.0);
    }
    float raan = angle_of(node);
    float from = u_quantity < 4.5 ? raan - u_noon_rad + PI : raan;
    return fract(from * (0.5 / PI));
}

vec3 quantity_colour(float value)
{
    float index = floor(clamp(value, 0.0, 1.0) * 255.0 + 0.5);
    return linear_of(texture2DLod(u_colours, vec2((index + 0.5) * (1.0 / 256.0), 0.5), 0.0).rgb);
}
