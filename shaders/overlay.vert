// A block of text at a place of the picture, pixel on pixel.
uniform vec4 u_place;        // left, bottom, width, height in NDC of the tile
attribute vec2 a_corner;
varying vec2 v_at;

void main()
{
    v_at = 0.5 * a_corner + 0.5;
    gl_Position = vec4(u_place.xy + v_at * u_place.zw, 0.0, 1.0);
}
