/* How fast the Staden package's io_lib reads traces from memory: traces_io_lib FILE... prints one line of JSON. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <io_lib/Read.h>
#include <io_lib/mFILE.h>

#define SECONDS 5.0

struct file {
    char *name;
    char *bytes;
    size_t size;
    int readable;
    double share;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int load(struct file *file)
{
    FILE *stream = fopen(file->name, "rb");
    if (!stream || fseek(stream, 0, SEEK_END)) return 0;
    file->size = (size_t)ftell(stream);
    rewind(stream);
    file->bytes = malloc(file->size);
    int whole = file->bytes && fread(file->bytes, 1, file->size, stream) == file->size;
    fclose(stream);
    return whole;
}

/* Mean over the bases of second strongest / strongest channel; 0 if the file cannot be read. */
static int mean_second_share(struct file *file)
{
    mFILE *memory = mfcreate(file->bytes, (int)file->size);
    Read *trace = mfread_reading(memory, file->name, TT_ABI);
    /* The bytes are ours: without this they would be freed. */
    memory->data = NULL;
    mfclose(memory);
    if (trace == NULLRead) return 0;
    double sum = 0;
    for (int base = 0; base < trace->NBases; base++) {
        int scan = trace->basePos[base], first = 0, second = 0;
        const int channels[4] = {trace->traceA[scan], trace->traceC[scan], trace->traceG[scan], trace->traceT[scan]};
        for (int channel = 0; channel < 4; channel++) {
            if (channels[channel] > first) {
                second = first;
                first = channels[channel];
            } else if (channels[channel] > second) {
                second = channels[channel];
            }
        }
        sum += first > 0 ? (double)second / first : 0;
    }
    file->share = sum / trace->NBases;
    read_deallocate(trace);
    return 1;
}

int main(int count, char **names)
{
    struct file *files = calloc((size_t)count, sizeof *files);
    int files_count = count - 1, readable = 0;
    for (int i = 0; i < files_count; i++) {
        files[i].name = names[i + 1];
        if (!load(&files[i])) return 1;
        files[i].readable = mean_second_share(&files[i]);
        readable += files[i].readable;
    }
    double best = 1e9, start = now();
    while (now() - start < SECONDS) {
        double pass = now();
        for (int i = 0; i < files_count; i++)
            if (files[i].readable) mean_second_share(&files[i]);
        if (now() - pass < best) best = now() - pass;
    }
    printf("{\"files_per_second\": %.1f, \"shares\": [", readable / best);
    for (int i = 0; i < files_count; i++) {
        if (files[i].readable)
            printf("%s%.17g", i ? ", " : "", files[i].share);
        else
            printf("%snull", i ? ", " : "");
    }
    puts("]}");
    return 0;
}
