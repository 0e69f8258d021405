// The lit tiles of a picture; dark ones are dropped, as software shades a pixel even to discard it.
#include "lib/hidden.glsl"

attribute vec2 a_corner;      // of a tile, counted in tiles from the bottom left
attribute vec2 a_middle;      // of that tile

uniform vec2 u_tile;          // a tile, as a share of the picture
uniform vec2 u_tiles;         // how many there are, across and up
uniform sampler2D u_lit;      // of lit_tiles.frag

varying vec2 v_ndc;

void main()
{
    v_ndc = 2.0 * a_corner * u_tile - 1.0;
    gl_Position = vec4(v_ndc, 0.0, 1.0);
    if (texture2DLod(u_lit, a_middle / u_tiles, 0.0).r < 0.5) gl_Position = HIDDEN;
}
