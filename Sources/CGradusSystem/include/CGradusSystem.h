/* The calls of the runner that Swift cannot make itself: they are variadic, or hidden behind
   _GNU_SOURCE, or must hold for every byte (intake). Each returns 0 or more, or -errno. */
#ifndef C_GRADUS_SYSTEM_H
#define C_GRADUS_SYSTEM_H

/* A child gets descriptor `child` as a copy of `ours`. */
struct gradus_descriptor {
  int child, ours;
};

/* A pipe that no child inherits unless it is handed over; both ends lie above any `child`. */
int gradus_pipe(int *read_end, int *write_end);

/* Starts a program in a session and process group of its own. Returns its id. Signals are as after a
   boot, every descriptor that is not listed is closed by exec. */
int gradus_spawn(
  const char *program, char *const *arguments, char *const *environment, const char *folder,
  const struct gradus_descriptor *descriptors, int count);

/* Two ends through which a program can be asked for copies of itself; see CGradusReady. */
int gradus_conversation(int *ours, int *theirs);

/* Asks for a copy of a program, with `output` for all that it says. Returns its id; it is our child. */
int gradus_ask_for_copy(int control, const unsigned char *request, long length, int output);

/* What a child was and used. */
struct gradus_end {
  int pid;         /* 0 while it runs */
  int signal;      /* that ended it, or 0 */
  int status;      /* its exit status when no signal did */
  double seconds;  /* of processor time, with its children */
  long peak;       /* bytes of memory, at most at once */
};

/* Collects a child's end; with `wait` 0 it returns at once. */
int gradus_reap(int pid, int wait, struct gradus_end *end);

/* Waits until a child has ended, at most so many seconds; it still has to be collected. */
void gradus_await(int pid, double seconds);

/* Ends a child and everything that it started and left in its group. */
void gradus_kill(int pid);

/* Processor seconds that a running child has used, or -1. */
double gradus_used(int pid);

/* Seconds that a child's first thread was ready and had to wait for a processor, or -1. */
double gradus_starved(int pid);

/* Seconds of a clock that never goes back. */
double gradus_now(void);

/* What is wrong with a file that was handed in; see gradus_take. */
enum gradus_refusal {
  gradus_missing = 1, gradus_link, gradus_special, gradus_shared, gradus_large, gradus_outside,
  gradus_unreadable
};

/* Reads `path`, a plain file beneath `folder`, no symbolic link on the way, one name, at most
   `limit` bytes. Returns the number of bytes, or -gradus_refusal. */
long gradus_take(const char *folder, const char *path, unsigned char *bytes, long limit);

#endif
