/* A disk that is recorded or fails: loaded before the C library by LD_PRELOAD.
 *
 * SHIM_FOLDER  what lies in this folder is concerned, nothing else
 * SHIM_LOG     a file that every operation is appended to, with its bytes, once it is done; lines on
 *              standard output are appended too, so that promises stand between the writes
 * SHIM_FAULT   "N:ERRNO:STAYS": the N-th operation fails so; with STAYS 1 the later ones too. On a full
 *              disk (ENOSPC) that stays, removing and renaming still work. ERRNO 0: half of the N-th
 *              operation, if it is a write, and the process is dead.
 *
 * A record: kind (1), length of name (4), length of data (8), number (8), name, data; little-endian.
 * Kinds: W write at number, S sync, D sync of the folder, T truncate to number, C create, R rename
 * (data: new name), U unlink, A a line on standard output. The tests are single-threaded where they write.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static const char *folder;
static size_t folder_len;
static int log_fd = -1;
static long fault_at, done;
static int fault_errno, fault_stays;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);
static int (*real_open)(const char *, int, ...);

__attribute__((constructor)) static void begin(void) {
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_rename = dlsym(RTLD_NEXT, "rename");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_open = dlsym(RTLD_NEXT, "open64");
    folder = getenv("SHIM_FOLDER");
    folder_len = folder ? strlen(folder) : 0;
    const char *log = getenv("SHIM_LOG");
    if (log) log_fd = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const char *fault = getenv("SHIM_FAULT");
    if (fault) sscanf(fault, "%ld:%d:%d", &fault_at, &fault_errno, &fault_stays);
}

/* The name inside the folder ("" for the folder itself), or null for a path that does not concern us. */
static const char *inside(const char *path) {
    if (!folder_len || strncmp(path, folder, folder_len)) return NULL;
    if (path[folder_len] == 0) return path + folder_len;
    return path[folder_len] == '/' ? path + folder_len + 1 : NULL;
}

static const char *name_of(int fd, char *buffer, size_t size) {
    char link[64];
    if (!folder_len) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, buffer, size - 1);
    if (length < 0) return NULL;
    buffer[length] = 0;
    return inside(buffer);
}

static void record(char kind, const char *name, uint64_t number, const void *data, uint64_t length) {
    if (log_fd < 0) return;
    uint32_t name_length = strlen(name);
    size_t total = 21 + name_length + length;
    char *bytes = malloc(total);
    bytes[0] = kind;
    memcpy(bytes + 1, &name_length, 4);
    memcpy(bytes + 5, &length, 8);
    memcpy(bytes + 13, &number, 8);
    memcpy(bytes + 21, name, name_length);
    if (length) memcpy(bytes + 21 + name_length, data, length);
    if (real_write(log_fd, bytes, total) != (ssize_t)total) abort();
    free(bytes);
}

/* Whether this operation fails; sets errno. `frees`: it works on a full disk. Dies where death is asked for. */
static int fails(int frees) {
    done++;
    if (!fault_at || done < fault_at || (done > fault_at && !fault_stays)) return 0;
    if (done > fault_at && fault_errno == ENOSPC && frees) return 0;
    if (fault_errno == 0) kill(getpid(), SIGKILL);
    errno = fault_errno;
    return 1;
}

ssize_t write(int fd, const void *data, size_t length) {
    char buffer[4096];
    if (fd == 1 && log_fd >= 0) {
        ssize_t written = real_write(fd, data, length);
        record('A', "", 0, data, length);
        return written;
    }
    const char *name = name_of(fd, buffer, sizeof buffer);
    if (!name) return real_write(fd, data, length);
    if (fault_at && fault_errno == 0 && done + 1 == fault_at) real_write(fd, data, length / 2);
    if (fails(0)) return -1;
    off64_t at = lseek64(fd, 0, SEEK_CUR);
    ssize_t written = real_write(fd, data, length);
    if (written > 0) record('W', name, at, data, written);
    return written;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) {
    char buffer[4096];
    const char *name = name_of(fd, buffer, sizeof buffer);
    if (!name) return real_pwrite(fd, data, length, at);
    if (fault_at && fault_errno == 0 && done + 1 == fault_at) real_pwrite(fd, data, length / 2, at);
    if (fails(0)) return -1;
    ssize_t written = real_pwrite(fd, data, length, at);
    if (written > 0) record('W', name, at, data, written);
    return written;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return pwrite64(fd, data, length, at); }

static int sync_with(int (*real)(int), int fd) {
    char buffer[4096];
    const char *name = name_of(fd, buffer, sizeof buffer);
    if (!name) return real(fd);
    if (fails(0)) return -1;
    int result = real(fd);
    if (!result) record(*name ? 'S' : 'D', name, 0, NULL, 0);
    return result;
}

int fsync(int fd) { return sync_with(real_fsync, fd); }
int fdatasync(int fd) { return sync_with(real_fdatasync, fd); }

int ftruncate64(int fd, off64_t length) {
    char buffer[4096];
    const char *name = name_of(fd, buffer, sizeof buffer);
    if (!name) return real_ftruncate(fd, length);
    if (fails(1)) return -1;
    int result = real_ftruncate(fd, length);
    if (!result) record('T', name, length, NULL, 0);
    return result;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int rename(const char *from, const char *to) {
    const char *name = inside(from), *new_name = inside(to);
    if (!name || !new_name) return real_rename(from, to);
    if (fails(1)) return -1;
    int result = real_rename(from, to);
    if (!result) record('R', name, 0, new_name, strlen(new_name));
    return result;
}

int unlink(const char *path) {
    const char *name = inside(path);
    if (!name) return real_unlink(path);
    if (access(path, F_OK)) return real_unlink(path);
    if (fails(1)) return -1;
    int result = real_unlink(path);
    if (!result) record('U', name, 0, NULL, 0);
    return result;
}

static int open_with(const char *path, int flags, mode_t mode) {
    const char *name = inside(path);
    if (!name || !(flags & (O_CREAT | O_TRUNC))) return real_open(path, flags, mode);
    int is_new = access(path, F_OK) != 0;
    /* Opening what is there, and stays as it is, writes nothing. */
    if (!is_new && !(flags & O_TRUNC)) return real_open(path, flags, mode);
    if (fails(0)) return -1;
    int fd = real_open(path, flags, mode);
    if (fd >= 0) record(is_new ? 'C' : 'T', name, 0, NULL, 0);
    return fd;
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_with(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_with(path, flags | O_LARGEFILE, mode);
}
