// Propagates a million satellites and adds them up per pixel, on two threads: their number, or the
// light that orbitviz gives them.
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <math.h>

enum { THREADS = 2, CHUNK = 2048, CHANNELS = 3 };

// As in shaders/lib/point_light.glsl; LIGHT_UNITS and LEAST_LIGHT come from c_loop.py.
static const float DENSE_LIGHT = 0.30f;

typedef struct {
    int count, width, height;
    float eye[3], right[3], up[3], forward[3], tan_half[2], horizon_km2, spacing_px_km;
} Setup;

typedef struct {
    const Setup *setup;
    const float *columns;  // 13 of `count`, see million.py
    float time_s;
    int first, end, with_light;
    void *image;           // width * height pixels, and one more for hidden satellites
} Share;

// Pixel and light of every satellite of a chunk; the compiler makes vector code of it.
static void find_pixels(const Share *share, int first, int count, int32_t *restrict pixel, float *restrict light)
{
    const Setup s = *share->setup;
    const float t = share->time_s;
    const float *column[9];
    for (int k = 0; k < 9; k++) column[k] = share->columns + (size_t)k * s.count + first;
    const float half_width = 0.5f * s.width, half_height = 0.5f * s.height;
    const float to_x = half_width / s.tan_half[0], to_y = half_height / s.tan_half[1];
    const float *closeness = share->columns + (size_t)12 * s.count + first;
    const float dense = DENSE_LIGHT * s.spacing_px_km * s.spacing_px_km;
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
        const float away2 = x * x + y * y + z * z;
        const int hidden = (down > s.horizon_km2) & (down * down > s.horizon_km2 * away2);
        const int inside = (depth > 0.0f) & (px >= 0.0f) & (px < s.width)
            & (py >= 0.0f) & (py < s.height);
        pixel[i] = inside & !hidden ? (int)py * s.width + (int)px : s.width * s.height;
        light[i] = LIGHT_UNITS * fminf(fmaxf(dense * closeness[i] / away2, LEAST_LIGHT), 1.0f);
    }
}

static void count(uint16_t *image, const int32_t *pixel, int satellites)
{
    for (int i = 0; i < satellites; i++) image[pixel[i]]++;
}

static void add_light(const Share *share, int first, const int32_t *pixel, const float *light, int satellites)
{
    uint32_t *image = share->image;
    const float *colour[CHANNELS];
    for (int c = 0; c < CHANNELS; c++) colour[c] = share->columns + (size_t)(9 + c) * share->setup->count + first;
    for (int i = 0; i < satellites; i++) {
        uint32_t *at = image + (size_t)CHANNELS * pixel[i];
        for (int c = 0; c < CHANNELS; c++) at[c] += (uint32_t)(light[i] * colour[c][i] + 0.5f);
    }
}

static size_t image_bytes(const Setup *setup, int with_light)
{
    const size_t pixels = (size_t)setup->width * setup->height;
    return pixels * (with_light ? CHANNELS * sizeof(uint32_t) : sizeof(uint16_t));
}

static void *draw_share(void *argument)
{
    const Share *share = argument;
    memset(share->image, 0, image_bytes(share->setup, share->with_light));
    int32_t pixel[CHUNK];
    float light[CHUNK];
    for (int first = share->first; first < share->end; first += CHUNK) {
        const int satellites = share->end - first < CHUNK ? share->end - first : CHUNK;
        find_pixels(share, first, satellites, pixel, light);
        if (share->with_light) add_light(share, first, pixel, light, satellites);
        else count(share->image, pixel, satellites);
    }
    return 0;
}

// images: one a thread, each of width * height + 1 pixels (three uint32 with light, one uint16
// without); the first one holds the sums afterwards. 0 satellites leave it empty. Returns 0, or what
// pthread_create says.
int draw(const Setup *setup, const float *columns, int satellites, float time_s, int with_light, void *const *images)
{
    pthread_t threads[THREADS];
    Share shares[THREADS];
    for (int k = 0; k < THREADS; k++) {
        shares[k] = (Share){
            .setup = setup, .columns = columns, .time_s = time_s, .with_light = with_light,
            .first = (int)((int64_t)satellites * k / THREADS),
            .end = (int)((int64_t)satellites * (k + 1) / THREADS),
            .image = images[k],
        };
        const int failed = k ? pthread_create(&threads[k], 0, draw_share, &shares[k]) : 0;
        if (failed) return failed;
    }
    draw_share(&shares[0]);
    const size_t bytes = image_bytes(setup, with_light);
    for (int k = 1; k < THREADS; k++) {
        pthread_join(threads[k], 0);
        if (with_light) {
            uint32_t *sum = images[0], *more = images[k];
            for (size_t i = 0; i < bytes / sizeof *sum; i++) sum[i] += more[i];
        } else {
            uint16_t *sum = images[0], *more = images[k];
            for (size_t i = 0; i < bytes / sizeof *sum; i++) sum[i] += more[i];
        }
    }
    return 0;
}
