// Propagates a million satellites and counts them per pixel, on two threads.
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <math.h>

enum { THREADS = 2, CHUNK = 2048 };

typedef struct {
    int count, width, height;
    float eye[3], right[3], up[3], forward[3], tan_half[2], horizon_km2;
} Setup;

typedef struct {
    const Setup *setup;
    const float *columns;  // 9 of `count`, see million.py
    float time_s;
    int first, end;
    uint16_t *image;       // width * height, and one more for what is not seen
} Share;

// Pixel of every satellite of a piece; the compiler makes vector code of it.
static void find_pixels(const Share *share, int first, int count, int32_t *restrict pixel)
{
    const Setup s = *share->setup;
    const float t = share->time_s;
    const float *column[9];
    for (int k = 0; k < 9; k++) column[k] = share->columns + (size_t)k * s.count + first;
    const float half_width = 0.5f * s.width, half_height = 0.5f * s.height;
    const float to_x = half_width / s.tan_half[0], to_y = half_height / s.tan_half[1];
    for (int i = 0; i < count; i++) {
        const float cd = cosf(column[7][i] * t), sd = sinf(column[7][i] * t);
        const float cm = cosf(column[8][i] * t), sm = sinf(column[8][i] * t);
        const float cn = column[0][i] * cd - column[1][i] * sd;
        const float sn = column[1][i] * cd + column[0][i] * sd;
        const float along = column[4][i] * (column[2][i] * cm - column[3][i] * sm);
        const float up = column[4][i] * (column[3][i] * cm + column[2][i] * sm);
        const float across = up * column[5][i];
        const float x = cn * along - sn * across - s.eye[0];
        const float y = sn * along + cn * across - s.eye[1];
        const float z = up * column[6][i] - s.eye[2];

        const float depth = x * s.forward[0] + y * s.forward[1] + z * s.forward[2];
        const float scale = 1.0f / depth;
        const float px = half_width + to_x * scale * (x * s.right[0] + y * s.right[1] + z * s.right[2]);
        const float py = half_height - to_y * scale * (x * s.up[0] + y * s.up[1] + z * s.up[2]);
        const float down = -(x * s.eye[0] + y * s.eye[1] + z * s.eye[2]);
        const int hidden = (down > s.horizon_km2)
            & (down * down > s.horizon_km2 * (x * x + y * y + z * z));
        const int inside = (depth > 0.0f) & (px >= 0.0f) & (px < s.width)
            & (py >= 0.0f) & (py < s.height);
        pixel[i] = inside & !hidden ? (int)py * s.width + (int)px : s.width * s.height;
    }
}

static void *draw_share(void *argument)
{
    const Share *share = argument;
    memset(share->image, 0, sizeof *share->image * share->setup->width * share->setup->height);
    int32_t pixel[CHUNK];
    for (int first = share->first; first < share->end; first += CHUNK) {
        const int count = share->end - first < CHUNK ? share->end - first : CHUNK;
        find_pixels(share, first, count, pixel);
        for (int i = 0; i < count; i++) share->image[pixel[i]]++;
    }
    return 0;
}

// images: THREADS of width * height + 1; the first one holds the counts afterwards.
// 0 satellites leave it empty. Returns 0, or what pthread_create says.
int draw(const Setup *setup, const float *columns, int satellites, float time_s, uint16_t *images)
{
    const size_t pixels = (size_t)setup->width * setup->height;
    pthread_t threads[THREADS];
    Share shares[THREADS];
    for (int k = 0; k < THREADS; k++) {
        shares[k] = (Share){
            .setup = setup, .columns = columns, .time_s = time_s,
            .first = (int)((int64_t)satellites * k / THREADS),
            .end = (int)((int64_t)satellites * (k + 1) / THREADS),
            .image = images + k * (pixels + 1),
        };
        const int failed = k ? pthread_create(&threads[k], 0, draw_share, &shares[k]) : 0;
        if (failed) return failed;
    }
    draw_share(&shares[0]);
    for (int k = 1; k < THREADS; k++) {
        pthread_join(threads[k], 0);
        for (size_t i = 0; i < pixels; i++) images[i] += shares[k].image[i];
    }
    return 0;
}
