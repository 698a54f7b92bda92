/* The system calls that a program which only computes has no use for.
   A deny list: the Swift runtime and the compiler change which harmless calls they make from release to release,
   while the dangerous ones are few and known. Files are Landlock's business, see landlock.c. */
#ifdef __linux__
#define _GNU_SOURCE
#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define THIS_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_ARCH AUDIT_ARCH_AARCH64
#endif

#define THREAD_FLAG 0x00010000 /* CLONE_THREAD */

static const uint16_t denied[] = {
    /* network and other ways to talk */
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_sendmsg, SYS_sendmmsg,
    SYS_recvmsg, SYS_recvmmsg, SYS_shmget, SYS_shmat, SYS_shmctl, SYS_semget, SYS_semop, SYS_semtimedop, SYS_semctl,
    SYS_msgget, SYS_msgsnd, SYS_msgrcv, SYS_msgctl, SYS_mq_open, SYS_mq_unlink, SYS_inotify_init1, SYS_io_setup,
    /* other processes; by number: pidfd_send_signal, pidfd_open, pidfd_getfd, process_madvise, memfd_secret,
       process_mrelease */
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, SYS_tkill, SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo, SYS_setsid, SYS_setpgid, SYS_execveat, SYS_memfd_create, 424, 434, 438, 440, 447, 448,
    SYS_sched_setaffinity, SYS_sched_setscheduler, SYS_sched_setparam, SYS_sched_setattr, SYS_ioprio_set,
    /* namespaces and mounts; by number: open_tree … fspick, mount_setattr */
    SYS_unshare, SYS_setns, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, 428, 429, 430, 431, 432, 433, 442,
    /* kernel surface that has been a way out before; by number: io_uring */
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl, SYS_add_key, SYS_request_key, 425, 426, 427,
    SYS_fanotify_init, SYS_fanotify_mark, SYS_name_to_handle_at, SYS_open_by_handle_at, SYS_personality,
    /* the machine */
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_swapoff,
    SYS_acct, SYS_syslog, SYS_quotactl, SYS_settimeofday, SYS_clock_settime, SYS_clock_adjtime, SYS_adjtimex,
    SYS_sethostname, SYS_setdomainname, SYS_vhangup,
    /* what Landlock does not cover: modes, owners and attributes of files; by number: fchmodat2 */
    SYS_fchmod, SYS_fchmodat, SYS_fchown, SYS_fchownat, 452, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr,
    SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr, SYS_utimensat, SYS_truncate,
#ifdef SYS_modify_ldt /* what newer architectures never had */
    SYS_fork, SYS_vfork, SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat, SYS_inotify_init,
    SYS_modify_ldt, SYS_iopl, SYS_ioperm,
#endif
};

enum { DENIED = sizeof denied / sizeof denied[0] };
static struct sock_filter program[2 * DENIED + 96]; /* two instructions a denied call, and room for the rest */
static unsigned short length;

static void emit(uint16_t code, uint32_t k, uint8_t when, uint8_t otherwise) {
    program[length++] = (struct sock_filter){code, when, otherwise, k};
}

static void load(size_t offset) { emit(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0); }
static void give(uint32_t verdict) { emit(BPF_RET | BPF_K, verdict, 0, 0); }
static void skip_unless(uint32_t value, uint8_t count) { emit(BPF_JMP | BPF_JEQ | BPF_K, value, 0, count); }

#define ARGUMENT(n) (offsetof(struct seccomp_data, args) + 8 * (n))
#define NO (SECCOMP_RET_ERRNO | EPERM)

/* Allows call `number` only when its first `count` arguments are all `wanted`. */
static void only_with(uint32_t number, uint8_t count, uint32_t wanted) {
    skip_unless(number, 2 * count + 2);
    for (uint8_t left = count; left > 0; left--) {
        load(ARGUMENT(left - 1));
        skip_unless(wanted, 2 * left - 1);
    }
    give(SECCOMP_RET_ALLOW);
    give(NO);
}

/* Landlock before version 3 lets a file be emptied by whoever may read it. */
static void never_empties(uint32_t number, int flags) {
    skip_unless(number, 5);
    load(ARGUMENT(flags));
    emit(BPF_ALU | BPF_AND | BPF_K, O_TRUNC | O_ACCMODE, 0, 0);
    skip_unless(O_TRUNC, 1);
    give(NO);
    give(SECCOMP_RET_ALLOW);
}

/* Denies call `number` when its argument `index` is `unwanted`, and allows it otherwise. */
static void never_with(uint32_t number, int index, uint32_t first, uint32_t second) {
    skip_unless(number, 5);
    load(ARGUMENT(index));
    emit(BPF_JMP | BPF_JEQ | BPF_K, first, 1, 0);
    skip_unless(second, 1);
    give(NO);
    give(SECCOMP_RET_ALLOW);
}

int seccomp_available(void) {
#ifdef THIS_ARCH
    /* A null filter is refused with EFAULT by a kernel that has filters, with EINVAL by one that has not. */
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL) == -1 && errno == EFAULT;
#else
    return 0;
#endif
}

int seccomp_confine(void) {
#ifdef THIS_ARCH
    uint32_t self = (uint32_t)getpid();
    load(offsetof(struct seccomp_data, arch));
    emit(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCH, 1, 0);
    give(SECCOMP_RET_KILL_PROCESS);
    load(offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
    emit(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1); /* the x32 twin of every call */
    give(SECCOMP_RET_KILL_PROCESS);
    never_empties(SYS_open, 1);
#endif
    for (size_t i = 0; i < DENIED; i++) {
        skip_unless(denied[i], 1);
        give(NO);
    }
    for (uint32_t number = 435; number <= 437; number += 2) { /* clone3, openat2: their flags are out of sight, */
        skip_unless(number, 1);                               /* and who is told ENOSYS calls the older one */
        give(SECCOMP_RET_ERRNO | ENOSYS);
    }
    skip_unless(SYS_clone, 4); /* threads yes, processes no */
    load(ARGUMENT(0));
    emit(BPF_JMP | BPF_JSET | BPF_K, THREAD_FLAG, 0, 1);
    give(SECCOMP_RET_ALLOW);
    give(NO);
    only_with(SYS_kill, 1, self);
    only_with(SYS_tgkill, 1, self);
    only_with(SYS_prlimit64, 1, 0);
    only_with(SYS_setpriority, 2, 0); /* PRIO_PROCESS of itself: libdispatch asks for that */
    never_empties(SYS_openat, 2);
    never_with(SYS_ioctl, 1, 0x5412 /* TIOCSTI */, 0x541C /* TIOCLINUX */);
    never_with(SYS_fcntl, 1, 8, 15); /* F_SETOWN, F_SETOWN_EX: a pipe would send others any signal */
    never_with(SYS_prctl, 0, PR_SET_PDEATHSIG, PR_SET_DUMPABLE);
    give(SECCOMP_RET_ALLOW);
    struct sock_fprog filter = {length, program};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
#else
    errno = ENOSYS;
    return -1;
#endif
}
#endif
