// The grain of a satellite, which is the fraction of a_shell (orbitviz/scene/satellites/grain.py).
#include "lib/grain.glsl"

vec2 grain_of(float shell)
{
    float up = GRAIN_STEPS * fract(shell);
    return grain_shift(vec2(GRAIN_STEPS * fract(up), floor(up)));
}
