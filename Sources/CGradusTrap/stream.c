#include <signal.h>
#include "CGradusTrap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int gradus_read(int fd, void *bytes, long count) {
  long done = 0;
  while (done < count) {
    ssize_t n = read(fd, (char *)bytes + done, (size_t)(count - done));
    if (n > 0) {
      done += n;
    } else if (n == 0) {
      return done == 0 ? 0 : -1;
    } else if (errno != EINTR) {
      return -1;
    }
  }
  return 1;
}

/* A reader that went away is an answer of its own (gradus_write says -1), not a reason to die. */
void gradus_outlive_readers(void) { signal(SIGPIPE, SIG_IGN); }

int gradus_write(int fd, const void *bytes, long count) {
  long done = 0;
  while (done < count) {
    ssize_t n = write(fd, (const char *)bytes + done, (size_t)(count - done));
    if (n >= 0) {
      done += n;
    } else if (errno != EINTR) {
      return -1;
    }
  }
  return 1;
}

int gradus_divert(int fd, int other) {
  int moved = fcntl(fd, F_DUPFD_CLOEXEC, 10);
  if (moved >= 0) dup2(other, fd);
  return moved;
}

int gradus_is_writable(int fd) {
  int flags = fcntl(fd, F_GETFL);
  return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
}

const char *gradus_environment(const char *name) { return getenv(name); }

void gradus_leave(int status) {
  fflush(NULL);
  _exit(status);
}
