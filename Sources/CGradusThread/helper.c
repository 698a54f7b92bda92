#include "CGradusThread.h"

#if defined(__linux__) || defined(__APPLE__)
#include <pthread.h>
#include <stdatomic.h>

enum { idle, filling, offered, running, done };

static _Atomic int state = idle;
static void (*the_job)(void *);
static void *the_subject;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t bell = PTHREAD_COND_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_there;

/* Looks for a job for some microseconds, because the next one often follows at once, and then
   sleeps: on a machine with other work a thread that only waits takes the time of one that works. */
static void *help(void *unused) {
  (void)unused;
  for (;;) {
    int expected = offered;
    for (int i = 0; i < 2000 && atomic_load_explicit(&state, memory_order_relaxed) != offered; i++) {
#if defined(__x86_64__)
      __builtin_ia32_pause();
#endif
    }
    if (atomic_compare_exchange_strong(&state, &expected, running)) {
      the_job(the_subject);
      atomic_store(&state, done);
      continue;
    }
    pthread_mutex_lock(&lock);
    while (atomic_load(&state) != offered) pthread_cond_wait(&bell, &lock);
    pthread_mutex_unlock(&lock);
  }
  return 0;
}

static void start(void) {
  pthread_t thread;
  is_there = pthread_create(&thread, 0, help, 0) == 0;
  if (is_there) pthread_detach(thread);
}

int32_t gradus_offer(void (*job)(void *), void *about) {
  int expected = idle;
  if (!atomic_compare_exchange_strong(&state, &expected, filling)) return 0;
  pthread_once(&once, start);
  if (!is_there) {
    atomic_store(&state, idle);
    return 0;
  }
  the_job = job;
  the_subject = about;
  pthread_mutex_lock(&lock);
  atomic_store(&state, offered);
  pthread_cond_signal(&bell);
  pthread_mutex_unlock(&lock);
  return 1;
}

int32_t gradus_collect(void) {
  int expected = offered;
  if (atomic_compare_exchange_strong(&state, &expected, idle)) return 0;
  while (atomic_load_explicit(&state, memory_order_acquire) != done) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }
  atomic_store(&state, idle);
  return 1;
}
#endif
