#pragma once
#include <stdint.h>

/// Where the calling thread keeps its one pointer.
void **gradus_thread_slot(void);

/// The instruction sets beyond the platform's baseline that this processor has.
int32_t gradus_instruction_sets(void);

/// Offers a job to the one helper thread of the process, which is started when it is first needed.
/// 1 when it was taken on; 0 when the helper is busy, or there can be none, and the caller has to do
/// everything itself.
int32_t gradus_offer(void (*job)(void *), void *about);

/// Ends what `gradus_offer` began: 1 when the helper has done the job, 0 when it had not started yet
/// and the caller has the job back.
int32_t gradus_collect(void);
