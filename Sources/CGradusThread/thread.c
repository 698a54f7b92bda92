#include "CGradusThread.h"

#if defined(__linux__)
// At a fixed distance from the thread's pointer: the library is loaded with the program.
__attribute__((tls_model("initial-exec")))
#endif
static _Thread_local void *slot;

void **gradus_thread_slot(void) { return &slot; }

/// Bit 0: AVX2 and FMA; bit 1: AVX-512 (F, BW, CD, DQ, VL), both usable under this system.
int32_t gradus_instruction_sets(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  int32_t sets = 0;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
      __builtin_cpu_supports("bmi2"))
    sets |= 1;
  if ((sets & 1) && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl"))
    sets |= 2;
  return sets;
#else
  return 0;
#endif
}
