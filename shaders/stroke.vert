// A straight stroke on the picture, given as a quad with room for its soft edge.
#include "lib/camera.glsl"

attribute vec2 a_place_px;   // of the whole picture, from the bottom left corner
attribute vec2 a_across;     // pixels from the middle of the stroke, and half its width
attribute vec4 a_colour;     // sRGB and opacity

varying vec2 v_across;
varying vec4 v_colour;

void main()
{
    vec2 ndc = 2.0 * a_place_px / u_size - 1.0;
    gl_Position = vec4(ndc * u_tile.xy + u_tile.zw, 0.0, 1.0);
    v_across = a_across;
    v_colour = a_colour;
}
