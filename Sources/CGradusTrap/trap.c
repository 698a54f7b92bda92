/* The last word of a program that traps: one line for the signal, then one return address a line,
   as offsets into the program's file, then the places of its source that they are (places.c).
   Everything after the signal is async-signal-safe. */
#define _GNU_SOURCE
#include "CGradusTrap.h"

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>

#if defined(__APPLE__)
#include <mach-o/dyld.h>
#else
#include <link.h>
#endif

enum { stack_size = 64 * 1024, frame_limit = 48 };

static int report_fd = -1;
static uintptr_t program_base;  /* where the program's file is mapped */
static uintptr_t stack_top;     /* beyond it no frame can be */
static char signal_stack[stack_size];

/* Appends `word` and a hexadecimal number. */
static char *put(char *at, const char *word, uint64_t number) {
  while (*word) *at++ = *word++;
  char digits[16];
  int count = 0;
  do {
    digits[count++] = "0123456789abcdef"[number & 15];
    number >>= 4;
  } while (number);
  while (count) *at++ = digits[--count];
  return at;
}

static void registers(void *context, uintptr_t *pc, uintptr_t *fp, uintptr_t *sp) {
  ucontext_t *c = context;
#if defined(__APPLE__) && defined(__aarch64__)
  *pc = (uintptr_t)c->uc_mcontext->__ss.__pc;
  *fp = (uintptr_t)c->uc_mcontext->__ss.__fp;
  *sp = (uintptr_t)c->uc_mcontext->__ss.__sp;
#elif defined(__APPLE__)
  *pc = c->uc_mcontext->__ss.__rip;
  *fp = c->uc_mcontext->__ss.__rbp;
  *sp = c->uc_mcontext->__ss.__rsp;
#elif defined(__aarch64__)
  *pc = c->uc_mcontext.pc;
  *fp = c->uc_mcontext.regs[29];
  *sp = c->uc_mcontext.sp;
#else
  *pc = (uintptr_t)c->uc_mcontext.gregs[REG_RIP];
  *fp = (uintptr_t)c->uc_mcontext.gregs[REG_RBP];
  *sp = (uintptr_t)c->uc_mcontext.gregs[REG_RSP];
#endif
}

static void report(int signal_number, siginfo_t *info, void *context) {
  uintptr_t pc, fp, sp;
  registers(context, &pc, &fp, &sp);
  char line[160], *end = line;
  end = put(end, "signal ", (uint64_t)signal_number);
  end = put(end, " address ", (uint64_t)(uintptr_t)info->si_addr);
  end = put(end, " stack ", sp);
  end = put(end, "\npc ", pc - program_base);
  *end++ = '\n';
  gradus_write(report_fd, line, end - line);

  /* A frame is two words: the caller's frame, the return address. The chain may only go up. If it
     is damaged, the second fault ends the program at once, and the lines above are already out. */
  static uintptr_t addresses[frame_limit + 1];
  addresses[0] = pc - program_base;
  int count = 1;
  uintptr_t floor = sp;
  while (count <= frame_limit) {
    if (fp < floor || fp % sizeof(uintptr_t) != 0 || fp + 2 * sizeof(uintptr_t) > stack_top) break;
    uintptr_t next = ((uintptr_t *)fp)[0], back = ((uintptr_t *)fp)[1];
#if defined(__aarch64__)
    back &= 0x0000ffffffffffff; /* without the signature of the pointer */
#endif
    if (back == 0) break;
    addresses[count] = back - 1 - program_base;
    end = put(line, "pc ", addresses[count++]);
    *end++ = '\n';
    gradus_write(report_fd, line, end - line);
    floor = fp + 1;
    fp = next;
  }
  gradus_write_places(report_fd, addresses, count);
  /* SA_RESETHAND: returning runs the faulting instruction again, now with the default action. */
}

#if !defined(__APPLE__)
static int first_object(struct dl_phdr_info *info, size_t size, void *data) {
  (void)size;
  *(uintptr_t *)data = info->dlpi_addr;
  return 1; /* the first one is the program itself */
}
#endif

void gradus_watch_traps(int fd) {
  report_fd = fd;
  stack_top = UINTPTR_MAX;
#if defined(__APPLE__)
  program_base = (uintptr_t)_dyld_get_image_vmaddr_slide(0);
  stack_top = (uintptr_t)pthread_get_stackaddr_np(pthread_self());
#else
  dl_iterate_phdr(first_object, &program_base);
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    void *low;
    size_t size;
    if (pthread_attr_getstack(&attributes, &low, &size) == 0) stack_top = (uintptr_t)low + size;
    pthread_attr_destroy(&attributes);
  }
#endif

  stack_t alternate = {.ss_sp = signal_stack, .ss_size = stack_size};
  sigaltstack(&alternate, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = report;
  action.sa_flags = (int)(SA_SIGINFO | SA_ONSTACK | SA_RESETHAND | SA_NODEFER);
  static const int fatal[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
  for (unsigned i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &action, NULL);
  gradus_outlive_readers();
  setvbuf(stdout, NULL, _IOLBF, 1 << 14);
}

/* An example is a program like any other and calls nothing of ours before its first line; started by
   Gradus, it is watched from the moment when its libraries are loaded. */
__attribute__((constructor)) static void watch_example(void) {
  if (gradus_environment("GRADUS_RUN") && gradus_is_writable(5)) gradus_watch_traps(5);
}
