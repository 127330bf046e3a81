/* A disk that fails: loaded before libc, it lets the calls that change files below
 * FAILING_FOLDER pass until the one of the number FAILING_CALL, from 1, and refuses that
 * one and, with FAILING_FOREVER, all that follow. They are counted in FAILING_COUNT. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long calls;

static int is_below(const char *path) {
    const char *folder = getenv("FAILING_FOLDER");
    if (folder == NULL || path == NULL) return 0;
    char full[PATH_MAX];
    if (path[0] != '/') {
        char here[PATH_MAX];
        if (getcwd(here, sizeof here) == NULL) return 0;
        if (snprintf(full, sizeof full, "%s/%s", here, path) >= (int)sizeof full) return 0;
        path = full;
    }
    return strncmp(path, folder, strlen(folder)) == 0;
}

static int is_file_below(int file) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_below(path);
}

/* Whether the call fails, with errno set. */
static int fails(int error) {
    const char *number = getenv("FAILING_CALL");
    const char *count = getenv("FAILING_COUNT");
    long at = __sync_add_and_fetch(&calls, 1);
    if (count != NULL) {
        int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
        ssize_t (*real_write)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
        int file = real_open(count, O_WRONLY | O_CREAT | O_APPEND, 0644);
        if (file >= 0) {
            real_write(file, ".", 1);
            close(file);
        }
    }
    long failing = number == NULL ? 0 : atol(number);
    if (failing == 0 || at < failing) return 0;
    if (at > failing && getenv("FAILING_FOREVER") == NULL) return 0;
    errno = error;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *bytes, size_t length) {
    if (is_file_below(file) && fails(ENOSPC)) return -1;
    return REAL(write)(file, bytes, length);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    if (is_file_below(file) && fails(ENOSPC)) return -1;
    return REAL(writev)(file, parts, count);
}

int fsync(int file) {
    if (is_file_below(file) && fails(EIO)) return -1;
    return REAL(fsync)(file);
}

int fdatasync(int file) {
    if (is_file_below(file) && fails(EIO)) return -1;
    return REAL(fdatasync)(file);
}

int rename(const char *from, const char *to) {
    if (is_below(to) && fails(EIO)) return -1;
    return REAL(rename)(from, to);
}

int link(const char *from, const char *to) {
    if (is_below(to) && fails(ENOSPC)) return -1;
    return REAL(link)(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    if (is_below(to) && fails(ENOSPC)) return -1;
    return REAL(linkat)(from_folder, from, to_folder, to, flags);
}

int mkdir(const char *path, mode_t mode) {
    if (is_below(path) && fails(ENOSPC)) return -1;
    return REAL(mkdir)(path, mode);
}

int chmod(const char *path, mode_t mode) {
    if (is_below(path) && fails(EIO)) return -1;
    return REAL(chmod)(path, mode);
}

int unlink(const char *path) {
    if (is_below(path) && fails(EIO)) return -1;
    return REAL(unlink)(path);
}

static int open_counted(const char *name, const char *path, int flags, mode_t mode) {
    if ((flags & O_CREAT) && is_below(path) && fails(ENOSPC)) return -1;
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, name);
    return real(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_counted("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_counted("open64", path, flags, mode);
}
