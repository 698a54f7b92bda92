/* gradus-jail: runs one program that nobody has reason to trust, and becomes it.

       gradus-jail [option …] -- PROGRAM [ARGUMENT …]
       gradus-jail --probe

   --read PATH, --execute PATH, --write PATH   what it may touch; everything else on disk is out of reach
   --env NAME=VALUE        its whole environment is made of these
   --keep N                file descriptors 0 … N-1 stay open (3 unless told), all others are closed
   --cpu S  --memory BYTES  --file-size BYTES  --files N   limits of the kernel
   --die-with-parent       killed when the thread that started it ends

   It needs no privilege, starts no other program and never forks. It says nothing unless it fails:
   then one line on standard error and status 125 (the jail), 126 or 127 (the program cannot be executed).
   The order below matters: nothing may be given up before the last step that needs it. */
#define _GNU_SOURCE
#include "confine.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

/* The Swift driver links every program with the Swift runtime; nothing here calls it, and loading it would cost
   more than all the rest. */
__attribute__((section(".swift1_autolink_entries"), used)) static const char lean[] = "-Wl,--as-needed";
#endif

#ifndef BECOME /* CGradusReady is the program already, and calls its main instead */
#define BECOME(program, environment) execve((program)[0], program, environment)
#endif

enum { MAX_RULES = 64, MAX_ENVIRONMENT = 32 };

static struct path_rule rules[MAX_RULES];
static size_t rule_count;
static char *environment[MAX_ENVIRONMENT + 1];
static size_t environment_count;

static void fail(const char *what, const char *detail) {
    fprintf(stderr, "gradus-jail: %s: %s\n", what, detail);
    exit(125);
}

static void check(int result, const char *what) {
    if (result != 0) fail(what, strerror(errno));
}

static unsigned long long number(const char *text, const char *option) {
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (errno != 0 || end == text || *end != 0) fail(option, "wants a whole number");
    return value;
}

static void limit(int which, rlim_t soft, rlim_t hard, const char *what) {
    struct rlimit old, wanted = {soft, hard};
    check(getrlimit(which, &old), what);
    if (old.rlim_max != RLIM_INFINITY && wanted.rlim_max > old.rlim_max) wanted.rlim_max = old.rlim_max;
    if (wanted.rlim_cur > wanted.rlim_max) wanted.rlim_cur = wanted.rlim_max;
    check(setrlimit(which, &wanted), what);
}

static void close_from(int first) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, (unsigned)first, ~0U, 0) == 0) return;
#endif
    long most = sysconf(_SC_OPEN_MAX);
    for (int fd = first; fd < (most > 0 ? (int)most : 1024); fd++) close(fd);
}

#ifdef __linux__
int capabilities_drop(void) {
    for (int capability = 0; capability < 64; capability++) /* refused to those who have none to lose */
        prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};
    return (int)syscall(SYS_capset, &header, none);
}
#else
int landlock_version(void) { return 0; }
int landlock_confine(int version, const struct path_rule *paths, size_t count) { return !paths && version && count; }
int seccomp_available(void) { return 0; }
int seccomp_confine(void) { return 0; }
int capabilities_drop(void) { return 0; }
#endif

static void add_rule(enum path_access access, const char *path) {
    if (rule_count == MAX_RULES) fail("--read, --execute, --write", "at most 64 paths");
    rules[rule_count++] = (struct path_rule){access, path};
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "--probe") == 0)
        return printf("landlock %d\nseccomp %d\n", landlock_version(), seccomp_available()) < 0;
    unsigned long long cpu = 0, memory = 0, file_size = 0, files = 0, keep = 3;
    struct { const char *option; unsigned long long *value; } numbers[] = {
        {"--keep", &keep}, {"--cpu", &cpu}, {"--memory", &memory},
        {"--file-size", &file_size}, {"--files", &files}};
    const size_t known = sizeof numbers / sizeof *numbers;
    int dies_with_parent = 0, i = 1;
    for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *option = argv[i];
        if (strcmp(option, "--die-with-parent") == 0 && (dies_with_parent = 1)) continue;
        if (i + 1 == argc) fail(option, "wants a value");
        char *value = argv[++i];
        size_t n = 0;
        while (n < known && strcmp(option, numbers[n].option) != 0) n++;
        if (n < known) *numbers[n].value = number(value, option);
        else if (strcmp(option, "--read") == 0) add_rule(PATH_READ, value);
        else if (strcmp(option, "--execute") == 0) add_rule(PATH_EXECUTE, value);
        else if (strcmp(option, "--write") == 0) add_rule(PATH_WRITE, value);
        else if (strcmp(option, "--env") == 0 && environment_count < MAX_ENVIRONMENT)
            environment[environment_count++] = value;
        else fail(option, "is no option of gradus-jail, or there are more than 32 of it");
    }
    if (i + 1 >= argc) fail("usage", "gradus-jail [option …] -- PROGRAM [ARGUMENT …]");
    char **program = argv + i + 1;

    /* 1. Nothing inherited: descriptors, session, signal settings. */
    close_from((int)keep);
    setsid();
    for (int signal_number = 1; signal_number < NSIG; signal_number++) signal(signal_number, SIG_DFL);
    sigset_t none;
    if (sigemptyset(&none) == 0) sigprocmask(SIG_SETMASK, &none, NULL);
#ifdef __linux__
    if (dies_with_parent) check(prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0), "parent death signal");
#else
    (void)dies_with_parent;
#endif

    /* 2. Limits. A second of grace turns SIGXCPU, which says what happened, into SIGKILL, which cannot be caught. */
    limit(RLIMIT_CORE, 0, 0, "no core files");
    if (cpu) limit(RLIMIT_CPU, cpu, cpu + 1, "--cpu");
    if (file_size) limit(RLIMIT_FSIZE, file_size, file_size, "--file-size");
    if (files) limit(RLIMIT_NOFILE, files, files, "--files");
    limit(RLIMIT_MEMLOCK, 0, 0, "no locked memory");
    if (memory) limit(RLIMIT_AS, memory, memory, "--memory");

    /* 3. Privileges, then the two confinements. Root keeps none of its powers: with them a process could read
       the memory of others through /proc, whatever Landlock says. */
#ifdef __linux__
    check(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges");
#endif
    check(capabilities_drop(), "capabilities");
    int version = landlock_version();
    if (version > 0) check(landlock_confine(version, rules, rule_count), "Landlock");
    if (seccomp_available()) check(seccomp_confine(), "seccomp");

    /* 4. Become the program. */
    BECOME(program, environment);
    fprintf(stderr, "gradus-jail: %s: %s\n", program[0], strerror(errno));
    return errno == ENOENT ? 127 : 126;
}
