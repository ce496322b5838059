/* Faults of a machine, between the program and the C library (LD_PRELOAD). What is to happen stands
 * in the environment:
 *
 *   FAULT_SECONDS  the clock shows these seconds since 1970, and at every look one less
 *   FAULT_BYTES    the disk has room for so many bytes; the rest is ENOSPC
 *   FAULT_CALL     the program is killed before this write or sync, counted from 1
 *   FAULT_LOG      a line for every sync: the file and its inode, or the folder and what is in it
 *
 * Standard input, output and error stay as they are. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static long long number(const char *name, long long otherwise) {
    const char *text = getenv(name);
    return text ? atoll(text) : otherwise;
}

static int is_file(int fd) {
    struct stat found;
    return fd > 2 && fstat(fd, &found) == 0 && S_ISREG(found.st_mode);
}

static void call(void) {
    static atomic_llong calls;
    if (++calls == number("FAULT_CALL", -1)) kill(getpid(), SIGKILL);
}

/* How many of these bytes there is room for; -1 without any. */
static ssize_t room(int fd, size_t wanted) {
    static atomic_llong used;
    long long disk = number("FAULT_BYTES", -1);
    if (!is_file(fd)) return (ssize_t)wanted;
    call();
    if (disk < 0) return (ssize_t)wanted;
    long long left = disk - used;
    if (left <= 0 && wanted > 0) {
        errno = ENOSPC;
        return -1;
    }
    if ((long long)wanted > left) wanted = (size_t)left;
    used += (long long)wanted;
    return (ssize_t)wanted;
}

ssize_t write(int fd, const void *bytes, size_t count) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    ssize_t taken = room(fd, count);
    return taken < 0 ? -1 : real(fd, bytes, (size_t)taken);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    static ssize_t (*real)(int, const struct iovec *, int);
    if (!real) real = dlsym(RTLD_NEXT, "writev");
    if (!is_file(fd)) return real(fd, parts, count);
    /* One part at a time: a short write is one that the caller goes on with. */
    for (int part = 0; part < count; part++)
        if (parts[part].iov_len > 0) return write(fd, parts[part].iov_base, parts[part].iov_len);
    return 0;
}

static void told(int fd, const char *how) {
    char link[64], path[4096];
    struct stat found;
    const char *log = getenv("FAULT_LOG");
    if (!log || fstat(fd, &found) != 0) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    FILE *lines = fopen(log, "a");
    if (!lines) return;
    if (S_ISDIR(found.st_mode)) {
        fprintf(lines, "folder\t%s", path);
        DIR *folder = opendir(path);
        for (struct dirent *entry; folder && (entry = readdir(folder));)
            fprintf(lines, "\t%s:%llu", entry->d_name, (unsigned long long)entry->d_ino);
        if (folder) closedir(folder);
        fprintf(lines, "\n");
    } else {
        fprintf(lines, "%s\t%s\t%llu\n", how, path, (unsigned long long)found.st_ino);
    }
    fclose(lines);
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    call();
    told(fd, "file");
    return real(fd);
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    call();
    told(fd, "data");
    return real(fd);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    static atomic_llong looks;
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(clock, now);
    if (clock == CLOCK_REALTIME && getenv("FAULT_SECONDS"))
        now->tv_sec = (time_t)(number("FAULT_SECONDS", 0) - looks++);
    return done;
}
