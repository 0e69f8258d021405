// What the surfaces of a body are made of. Linear light.
struct Surface
{
    vec3 colour;     // diffuse reflectance
    float gloss;     // of its mirror-like part, at normal incidence
    float glint;     // strength of the Sun in it
    float sharp;     // how narrow that is
};

uniform float u_gold;          // 1: the bus is wrapped in gold foil
uniform float u_bays;          // hinged panels of a wing
uniform float u_packing;       // share of the array covered with cells
uniform float u_bus_m;         // size of the bus

const float CELLS_ACROSS = 48.0;   // strings over the width of a wing

// How much of a pixel a band around 0 covers: `x` and its half width in metres, `pixel` the size of
// a pixel there.
float band(float x, float half_width, float pixel)
{
    float soft = max(pixel, 1e-6);
    return clamp((half_width - abs(x)) / soft + 0.5, 0.0, 1.0) * min(1.0, 2.0 * half_width / soft);
}

// The same for bands that repeat at every `step`.
float bands(float x, float step, float half_width, float pixel)
{
    float mean = 2.0 * half_width / step;
    float one = band(x - step * floor(x / step + 0.5), half_width, pixel);
    return mix(one, mean, clamp(3.0 * pixel / step - 0.75, 0.0, 1.0));
}

float noise(vec2 x)
{
    vec2 cell = fract(floor(x) * vec2(0.1031, 0.1030));
    return fract((cell.x + 3.33) * (cell.y + 7.77) * 41.7);
}

// A wing: cells in strings on a dark ground, bus bars between them, hinges between its panels.
Surface cells(vec2 place, vec2 half_m, float pixel)
{
    // Along the wing is its longer side.
    bool upright = half_m.y >= half_m.x;
    float along = upright ? place.y : place.x;
    float across = upright ? place.x : place.y;
    vec2 half_wing = upright ? half_m : half_m.yx;
    float bay = 2.0 * half_wing.y / u_bays;
    float string = 2.0 * half_wing.x / CELLS_ACROSS * 2.0;
    float gap = 0.5 * (1.0 - u_packing) * 0.5 + 0.015;
    float hinge = bands(along - half_wing.y, bay, 0.012 * bay + 0.1 * half_wing.x / CELLS_ACROSS, pixel);
    float lines = bands(across - half_wing.x, string, gap * string, pixel);
    float cross_lines = bands(along - half_wing.y, 0.5 * string, 0.5 * gap * string, pixel);
    float spine = band(across, 0.007 * half_wing.x, pixel);
    // Panels and strings differ a little, as those of real wings do.
    float shade = 0.90 + 0.20 * noise(vec2(along / bay + 31.0, 4.0 * across / half_wing.x + 17.0));
    vec3 silicon = vec3(0.0045, 0.0105, 0.040) * shade;
    vec3 colour = mix(silicon, vec3(0.115, 0.135, 0.185), 0.55 * max(lines, 0.7 * cross_lines));
    colour = mix(colour, vec3(0.20, 0.20, 0.21), max(hinge, spine));
    return Surface(colour, 0.045, 11.0, 1500.0);
}

Surface array_back(vec2 place, vec2 half_m, float pixel)
{
    bool upright = half_m.y >= half_m.x;
    float along = upright ? place.y : place.x;
    float half_length = upright ? half_m.y : half_m.x;
    float bay = 2.0 * half_length / u_bays;
    float hinge = bands(along - half_length, bay, 0.014 * bay, pixel);
    float ribs = bands(along - half_length, 0.25 * bay, 0.010 * bay, pixel);
    vec3 colour = vec3(0.27, 0.245, 0.215) * (0.92 + 0.16 * noise(vec2(along / bay + 11.0, 0.0)));
    return Surface(mix(colour, vec3(0.42, 0.42, 0.43), max(hinge, 0.6 * ribs)), 0.0, 0.0, 0.0);
}

// White paint over tubes that run along the fin, between two headers.
Surface radiator(vec2 place, vec2 half_m, float pixel)
{
    bool upright = half_m.y >= half_m.x;
    float along = upright ? place.y : place.x;
    float across = upright ? place.x : place.y;
    vec2 half_fin = upright ? half_m : half_m.yx;
    float tube = 2.0 * half_fin.x / 24.0;
    float tubes = bands(across - half_fin.x, tube, 0.13 * tube, pixel);
    float seam = bands(along - half_fin.y, 0.25 * half_fin.y, 0.006 * half_fin.y, pixel);
    float header = band(half_fin.y - abs(along), 0.02 * half_fin.y, pixel);
    vec3 colour = vec3(0.86, 0.87, 0.88) * (1.0 - 0.20 * tubes - 0.35 * seam);
    return Surface(mix(colour, vec3(0.45), header), 0.0, 0.0, 0.0);
}

// Foil or painted panels with seams and a few openings.
Surface bus_wall(vec2 place, vec2 half_m, float pixel)
{
    float cell = 0.25 * u_bus_m;
    float seams = max(bands(place.x + 0.5 * cell, cell, 0.016 * cell, pixel),
                      bands(place.y + 0.5 * cell, cell, 0.016 * cell, pixel));
    float edge = min(half_m.x - abs(place.x), half_m.y - abs(place.y));
    float rim = band(edge, 0.012 * u_bus_m, pixel);
    float patch = noise(place / cell + 7.5);
    vec3 white = mix(vec3(0.60, 0.61, 0.62), vec3(0.24, 0.25, 0.27), step(0.72, patch));
    vec3 gold = vec3(0.60, 0.36, 0.10) * (0.75 + 0.5 * noise(place / (0.06 * u_bus_m) + 3.5));
    vec3 colour = mix(mix(white, gold, u_gold), vec3(0.10), max(0.7 * seams, 0.5 * rim));
    return Surface(colour, mix(0.03, 0.28, u_gold), 2.0, mix(30.0, 14.0, u_gold));
}

// place   of the fragment on its surface, and half the sides of that surface, m
// plain   the colour of a part without a pattern
Surface surface_of(vec4 place, vec3 plain, float pixel)
{
#if PART == 0
    return bus_wall(place.xy, place.zw, pixel);
#elif PART == 1
    return cells(place.xy, place.zw, pixel);
#elif PART == 2
    return array_back(place.xy, place.zw, pixel);
#elif PART == 3
    return radiator(place.xy, place.zw, pixel);
#else
    return Surface(plain, 0.05, 4.0, 60.0);
#endif
}
