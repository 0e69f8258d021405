// Light that leaves the ground, the sea and the clouds towards the eye.
uniform sampler2D u_ground;  // colour by day, water
uniform sampler2D u_above;   // lights by night, clouds, slopes east and north
uniform float u_clouds;
uniform float u_lights;

const float INVERSE_TAU = 0.15915494309;
const float INVERSE_PI = 0.31830988618;

vec2 map_place(vec3 up)
{
    float turn = atan(up.y, up.x) * INVERSE_TAU;
    // Of two countings of the longitude take the one that does not jump here, or the smallest
    // mipmap shows as a line along it.
    float other = fract(turn);
    float x = fwidth(turn) <= fwidth(other) + 1e-6 ? turn : other;
    return vec2(x + 0.5, 0.5 - asin(clamp(up.z, -1.0, 1.0)) * INVERSE_PI);
}

vec3 ground_light(vec3 up, vec3 to_eye, vec3 sun)
{
    vec2 place = map_place(up);
    vec4 ground = texture2D(u_ground, place);
    vec4 above = texture2D(u_above, place);
    float water = ground.a;
    float mu = dot(up, sun);

    // Relief: tilt the normal by the slopes of the land.
    vec3 east = normalize(vec3(-up.y, up.x, 1e-6));
    vec3 north = cross(up, east);
    vec2 slope = (above.ba - 0.502) * 1.2 * (1.0 - water);
    vec3 normal = normalize(up - slope.y * east - slope.x * north);
    float day = max(dot(normal, sun), 0.0);
    // Twilight: the air lights the ground a little beyond the terminator.
    float dusk = smoothstep(-0.14, 0.10, mu);
    vec3 sunlight = mix(vec3(1.0, 0.46, 0.20), vec3(1.0, 0.97, 0.92), smoothstep(0.0, 0.30, mu));

    vec3 albedo = linear_of(ground.rgb);
    float grey = dot(albedo, vec3(0.3, 0.59, 0.11));
    albedo = max(mix(vec3(grey), albedo, 1.25), 0.0);
    albedo = mix(albedo * 1.25, albedo * 0.9 + vec3(0.002, 0.014, 0.040), water);

    float clouds = u_clouds * above.g;
    clouds = clouds * clouds * (3.0 - 2.0 * clouds);
    vec3 light = albedo * (sunlight * day * 1.75 + vec3(0.05, 0.08, 0.14) * dusk);

    // The Sun on the sea: a bright core and the wide shimmer of waves.
    vec3 halfway = normalize(sun + to_eye);
    float mirror = max(dot(up, halfway), 0.0);
    float glint = 0.30 * pow(mirror, 260.0) + 0.085 * pow(mirror, 26.0);
    light += sunlight * water * glint * smoothstep(0.0, 0.15, mu) * (1.0 - clouds);

    vec3 cloud_light = vec3(0.90) * (sunlight * max(mu * 1.05 + 0.03, 0.0) + vec3(0.05, 0.07, 0.11) * dusk);
    light = mix(light, cloud_light * 1.3, clouds * 0.88);

    // Night: city lights through the clouds, and the faint ground under the stars.
    float night = 1.0 - smoothstep(-0.16, 0.03, mu);
    vec3 cities = vec3(1.0, 0.66, 0.30) * pow(max(above.r - 0.04, 0.0), 2.0) * 3.2;
    light += u_lights * night * cities * (1.0 - 0.65 * clouds);
    light += night * (albedo * vec3(0.05, 0.07, 0.12) + clouds * vec3(0.0045, 0.006, 0.010));
    return light;
}
