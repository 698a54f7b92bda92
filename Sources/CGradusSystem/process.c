#define _GNU_SOURCE
#include "CGradusSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Above every number that a child's descriptor gets, so that filling in one never overwrites another. */
enum { first_own_descriptor = 64 };

static int move_up(int fd) {
  int moved = fcntl(fd, F_DUPFD_CLOEXEC, first_own_descriptor);
  int error = errno;
  close(fd);
  errno = error;
  return moved;
}

int gradus_pipe(int *read_end, int *write_end) {
  int ends[2];
#ifdef __linux__
  if (pipe2(ends, O_CLOEXEC) != 0) return -errno;
#else
  /* A program started by another thread just now inherits them; spawn closes everything by default. */
  if (pipe(ends) != 0) return -errno;
#endif
  *read_end = move_up(ends[0]);
  *write_end = *read_end < 0 ? (close(ends[1]), -1) : move_up(ends[1]);
  if (*read_end >= 0 && *write_end >= 0) return 0;
  int error = errno;
  if (*read_end >= 0) close(*read_end);
  return -error;
}

int gradus_spawn(
  const char *program, char *const *arguments, char *const *environment, const char *folder,
  const struct gradus_descriptor *descriptors, int count) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, all;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  sigemptyset(&none);
  sigfillset(&all);
  short flags = POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
#ifdef POSIX_SPAWN_CLOEXEC_DEFAULT
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
  posix_spawnattr_setflags(&attributes, flags);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setsigmask(&attributes, &none);
  int error = folder ? posix_spawn_file_actions_addchdir_np(&actions, folder) : 0;
  for (int i = 0; i < count && error == 0; i++)
    error = posix_spawn_file_actions_adddup2(&actions, descriptors[i].ours, descriptors[i].child);
  pid_t pid = 0;
  if (error == 0)
    error = posix_spawn(&pid, program, &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? pid : -error;
}

#ifdef __linux__
int gradus_conversation(int *ours, int *theirs) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return -errno;
  *ours = move_up(ends[0]);
  *theirs = *ours < 0 ? (close(ends[1]), -1) : move_up(ends[1]);
  if (*ours >= 0 && *theirs >= 0) return 0;
  int error = errno;
  if (*ours >= 0) close(*ours);
  return -error;
}

int gradus_ask_for_copy(int control, const unsigned char *request, long length, int output) {
  int handed[2] = {output, output}, answer = -EIO;
  char space[CMSG_SPACE(sizeof handed)] = {0};
  struct iovec bytes = {(void *)request, (size_t)length};
  struct msghdr message = {
    .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
  struct cmsghdr *attached = CMSG_FIRSTHDR(&message);
  attached->cmsg_level = SOL_SOCKET;
  attached->cmsg_type = SCM_RIGHTS;
  attached->cmsg_len = CMSG_LEN(sizeof handed);
  memcpy(CMSG_DATA(attached), handed, sizeof handed);
  ssize_t count;
  do count = sendmsg(control, &message, MSG_NOSIGNAL);
  while (count < 0 && errno == EINTR);
  if (count != length) return -EIO;
  do count = recv(control, &answer, sizeof answer, 0);
  while (count < 0 && errno == EINTR);
  return count == sizeof answer ? answer : -EIO;
}
#else
int gradus_conversation(int *ours, int *theirs) {
  (void)ours, (void)theirs;
  return -ENOSYS;
}

int gradus_ask_for_copy(int control, const unsigned char *request, long length, int output) {
  (void)control, (void)request, (void)length, (void)output;
  return -ENOSYS;
}
#endif

static double seconds(struct timeval time) { return (double)time.tv_sec + 1e-6 * (double)time.tv_usec; }

int gradus_reap(int pid, int wait, struct gradus_end *end) {
  int status = 0;
  struct rusage usage;
  pid_t found;
#ifdef __linux__
  /* Whatever it has started goes with it, while its number cannot yet belong to anybody else. */
  siginfo_t ended;
  ended.si_pid = 0;
  do found = waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT | (wait ? 0 : WNOHANG));
  while (found < 0 && errno == EINTR);
  if (found == 0 && ended.si_pid == pid) kill(-pid, SIGKILL);
#endif
  do found = wait4(pid, &status, wait ? 0 : WNOHANG, &usage);
  while (found < 0 && errno == EINTR);
  memset(end, 0, sizeof *end);
  if (found < 0) return -errno;
  if (found == 0) return 0;
  end->pid = found;
  if (WIFSIGNALED(status)) end->signal = WTERMSIG(status);
  else end->status = WEXITSTATUS(status);
  end->seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
#ifdef __APPLE__
  end->peak = usage.ru_maxrss;
#else
  end->peak = usage.ru_maxrss * 1024;
#endif
  return found;
}

void gradus_await(int pid, double seconds) {
  struct timespec pause = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
#ifdef __linux__
  int process = (int)syscall(434 /* pidfd_open, newer than many headers */, pid, 0);
  if (process >= 0) {
    struct pollfd end = {process, POLLIN, 0};
    ppoll(&end, 1, &pause, NULL);
    close(process);
    return;
  }
#else
  (void)pid;
#endif
  if (seconds > 0.001) pause = (struct timespec){0, 1000000};
  nanosleep(&pause, NULL);
}

void gradus_kill(int pid) {
  if (pid <= 1) return;
  kill(-pid, SIGKILL);
  kill(pid, SIGKILL);
}

double gradus_used(int pid) {
#ifdef __linux__
  clockid_t clock;
  struct timespec time;
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0) return -1;
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
#else
  (void)pid;
  return -1;
#endif
}

double gradus_starved(int pid) {
#ifdef __linux__
  char path[48];
  unsigned long long ran, waited;
  snprintf(path, sizeof path, "/proc/%d/schedstat", pid);
  FILE *file = fopen(path, "re");
  if (!file) return -1;
  int count = fscanf(file, "%llu %llu", &ran, &waited);
  fclose(file);
  return count == 2 ? 1e-9 * (double)waited : -1;
#else
  (void)pid;
  return -1;
#endif
}

double gradus_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}
