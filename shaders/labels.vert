// Names on the globe: quads of the picture, pixel on pixel.
#include "lib/camera.glsl"

attribute vec2 a_place_px;   // of the whole picture, from the bottom left corner
attribute vec2 a_texel;      // of the atlas, 0..1
attribute float a_opacity;

varying vec2 v_texel;
varying float v_opacity;

void main()
{
    vec2 ndc = 2.0 * a_place_px / u_size - 1.0;
    gl_Position = vec4(ndc * u_tile.xy + u_tile.zw, 0.0, 1.0);
    v_texel = a_texel;
    v_opacity = a_opacity;
}
