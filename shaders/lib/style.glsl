// How single satellites differ from their shell, packed by orbitviz/scene/satellites/styles.py into
// a whole number below 2^24, which float32 holds exactly.

uniform float u_focus_closeness;  // of the satellites in focus, times that of their shell

struct Style
{
    float weight;     // times that of the shell; 0 hides it
    float closeness;  // likewise, see point_light
    float has_colour; // 1: has a colour of its own, whatever the others are coloured by
    vec3 colour;      // linear light
};

// The lowest digit of a number, which is taken off.
float next_digit(inout float word, float base)
{
    float rest = floor(word / base);
    float digit = word - rest * base;
    word = rest;
    return digit;
}

Style style_of(float word)
{
    vec3 root;
    root.r = next_digit(word, STYLE_SHADES);
    root.g = next_digit(word, STYLE_SHADES);
    root.b = next_digit(word, STYLE_SHADES);
    root /= STYLE_SHADES - 1.0;
    float level = next_digit(word, STYLE_LEVELS);
    float weight = level < 0.5 ? 0.0 : (level < 1.5 ? STYLE_UNSELECTED_WEIGHT : 1.0);
    return Style(weight, level > 2.5 ? u_focus_closeness : 1.0, word, root * root);
}
