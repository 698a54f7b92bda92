/* A program that has started once and runs many times.

   Half of what a small compilation takes is the start of the compiler: 200 MB of program are mapped, a hundred
   thousand addresses in it put right, its tables filled. Loaded before the program's own code (LD_PRELOAD), this
   library lets all that happen, stops in front of `main`, and then makes a copy of the process for every request
   that arrives at descriptor 3. The copy does what gradus-jail does, with the same code, and where that would
   execute the program it calls its `main`: nothing that a submission has touched is ever copied.

   A request is one message: the folder, then the arguments of gradus-jail, each ended by a zero; with it come the
   copy's descriptors 1 and 2. The answer is the number of the new process, which is a child of whoever started
   this program, to be waited for and killed like any other. It ends when descriptor 3 does. */
#ifdef __linux__
#define BECOME(program, environment) run_main(program, environment)
#define main jail_main
static void run_main(char **program, char **environment);
#include "../gradus-jail/main.c"
#undef main
#include "../gradus-jail/landlock.c"
#include "../gradus-jail/seccomp.c"

#include <dlfcn.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/uio.h>

enum { CONTROL = 3, LONGEST = 1 << 16, MOST_ARGUMENTS = 1024, HANDED = 2 };

typedef int (*main_function)(int, char **, char **);

static main_function original_main;
static char message[LONGEST + 1];
static char *words[MOST_ARGUMENTS + 1];

extern char **environ;

static void run_main(char **program, char **new_environment) {
    int count = 0;
    while (program[count]) count++;
    environ = new_environment;
    exit(original_main(count, program, new_environment));
}

/* Becomes the program, in the jail. */
static void answer(size_t length, const int *handed) {
    int count = 0;
    for (char *word = message; word < message + length && count < MOST_ARGUMENTS; word += strlen(word) + 1)
        words[count++] = word;
    int nothing = open("/dev/null", O_RDWR);
    if (count < 2 || nothing < 0 || dup2(nothing, 0) < 0 || dup2(handed[0], 1) < 0 || dup2(handed[1], 2) < 0 ||
        chdir(words[0]) != 0)
        _exit(125);
    /* Its first word is the program's own name, as it always is. */
    _exit(jail_main(count - 1, words + 1));
}

/* The next request: how long it is, 0 when there will be none. */
static size_t next_request(int *handed) {
    char space[CMSG_SPACE(HANDED * sizeof(int))];
    struct iovec bytes = {message, LONGEST};
    struct msghdr header = {
        .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
    ssize_t length;
    do length = recvmsg(CONTROL, &header, MSG_CMSG_CLOEXEC);
    while (length < 0 && errno == EINTR);
    struct cmsghdr *attached = length > 0 ? CMSG_FIRSTHDR(&header) : NULL;
    if (!attached || attached->cmsg_len != CMSG_LEN(HANDED * sizeof(int))) return 0;
    memcpy(handed, CMSG_DATA(attached), HANDED * sizeof(int));
    message[length] = 0;
    return (size_t)length;
}

static int serve(int count, char **arguments, char **program_environment) {
    (void)count, (void)arguments, (void)program_environment;
    int handed[HANDED];
    for (size_t length; (length = next_request(handed)) > 0;) {
        /* As fork does it, but the copy is our parent's child: it gets its number, its end and its times. */
        int copy = (int)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
        if (copy == 0) answer(length, handed);
        int result = copy < 0 ? -errno : copy;
        for (int i = 0; i < HANDED; i++) close(handed[i]);
        if (send(CONTROL, &result, sizeof result, MSG_NOSIGNAL) != sizeof result) break;
    }
    _exit(0);
}

__attribute__((visibility("default"))) int __libc_start_main(
    main_function program_main, int count, char **arguments, void (*first)(void), void (*last)(void),
    void (*loader_last)(void), void *stack_end) {
    typedef int (*start_function)(main_function, int, char **, void (*)(void), void (*)(void), void (*)(void), void *);
    start_function start;
    *(void **)&start = dlsym(RTLD_NEXT, "__libc_start_main");
    original_main = program_main;
    return start(serve, count, arguments, first, last, loader_last, stack_end);
}
#endif
