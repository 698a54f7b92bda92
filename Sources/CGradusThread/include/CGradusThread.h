#pragma once
#include <stdint.h>

/// Where the calling thread keeps its one pointer.
void **gradus_thread_slot(void);

/// The instruction sets beyond the platform's baseline that this processor has.
int32_t gradus_instruction_sets(void);
