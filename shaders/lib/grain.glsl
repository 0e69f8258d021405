// A satellite is drawn up to half a pixel aside, always to the same side. Points snap to pixels, so
// that rows of them beat with the rows of pixels; with this the light that a pixel gets is on
// average its share of the point, and what is left is grain that moves with the satellites.
const float GRAIN_STEPS = 512.0;   // along each axis

// steps: whole numbers below GRAIN_STEPS; returns pixels.
vec2 grain_shift(vec2 steps)
{
    return (steps + 0.5) * (1.0 / GRAIN_STEPS) - 0.5;
}
