const float LEAST_COVER = 0.02;   // of a pixel: less is not visible

// How much of the light falls on a pixel of a wide point; r: its distance from the middle, radii.
float inside_point(float r, float size)
{
    return size > 2.0 ? clamp((1.0 - r) * 0.5 * size, 0.0, 1.0) : 1.0;
}
