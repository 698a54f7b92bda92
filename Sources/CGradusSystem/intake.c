/* Takes in one file without trusting its name, its kind or its size. */
#define _GNU_SOURCE
#include "CGradusSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>

/* Spelled out, because distributions ship kernel headers older than their kernels. */
enum { OPENAT2 = 437 };
struct how {
  uint64_t flags, mode, resolve;
};
enum { no_other_device = 1, no_magic_links = 2, no_symbolic_links = 4, beneath = 8 };
#endif

/* Never waits: a FIFO opened for reading would, until somebody writes into it. */
static const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW;

static int open_beneath(int folder, const char *path) {
#ifdef __linux__
  struct how how = {(uint64_t)flags, 0, no_other_device | no_magic_links | no_symbolic_links | beneath};
  int fd = (int)syscall(OPENAT2, folder, path, &how, sizeof how);
  if (fd >= 0 || errno != ENOSYS) return fd;
#endif
  /* Without openat2 each step of the way is opened by itself, and none may be a link or "..". */
  char step[256];
  int at = dup(folder);
  while (at >= 0) {
    size_t length = strcspn(path, "/");
    if (length == 0 || length >= sizeof step || (length <= 2 && strncmp(path, "..", length) == 0)) {
      close(at);
      errno = EXDEV;
      return -1;
    }
    memcpy(step, path, length);
    step[length] = 0;
    path += length;
    int next = openat(at, step, *path ? flags | O_DIRECTORY : flags);
    int error = errno;
    close(at);
    errno = error;
    if (next < 0 || !*path) return next;
    path++;
    at = next;
  }
  return -1;
}

static long refusal(int error) {
  switch (error) {
  case ENOENT: case ENOTDIR: return -gradus_missing;
  case ELOOP: return -gradus_link;
  case EXDEV: return -gradus_outside;
  case ENXIO: case ENODEV: return -gradus_special;
  default: return -gradus_unreadable;
  }
}

long gradus_take(const char *folder, const char *path, unsigned char *bytes, long limit) {
  int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (at < 0) return refusal(errno);
  int fd = open_beneath(at, path);
  long result = fd < 0 ? refusal(errno) : 0;
  close(at);
  if (fd < 0) return result;

  /* Asked of the open file, so that it cannot be exchanged between the question and the reading. */
  struct stat file;
  if (fstat(fd, &file) != 0) result = -gradus_unreadable;
  else if (!S_ISREG(file.st_mode)) result = -gradus_special;
  else if (file.st_nlink != 1) result = -gradus_shared;
  else if (file.st_size > limit) result = -gradus_large;
  while (result >= 0 && result < limit) {
    ssize_t count = read(fd, bytes + result, (size_t)(limit - result));
    if (count == 0) break;
    if (count < 0 && errno == EINTR) continue;
    result = count < 0 ? -gradus_unreadable : result + count;
  }
  unsigned char more;
  if (result == limit && read(fd, &more, 1) == 1) result = -gradus_large; /* it grew */
  close(fd);
  return result;
}
