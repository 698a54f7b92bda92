/* What an exercise program needs from the system, and nothing else: bytes in, bytes out, and a
   last word when it traps. GradusProbe declares these functions itself instead of importing this
   header, so that compiling a learner's file loads no C module (about 10 ms less each time). */
#ifndef C_GRADUS_TRAP_H
#define C_GRADUS_TRAP_H

#include <stdint.h>

/* Reads exactly `count` bytes. 1: read; 0: the stream ended before the first byte; -1: it broke. */
int gradus_read(int fd, void *bytes, long count);

/* Writes exactly `count` bytes. 1: written; -1: nobody reads any more. */
int gradus_write(int fd, const void *bytes, long count);
void gradus_outlive_readers(void);

/* Reports a fatal signal to `fd` (signal, place, return addresses), and makes printing line by
   line, so that what a program printed before it trapped is not lost. */
void gradus_watch_traps(int fd);

/* Writes where in its source the program's addresses lie, if it can tell; see places.c. */
void gradus_write_places(int fd, const uintptr_t *addresses, int count);

/* Moves stream `fd` to the first free number from 10 up and lets `fd` be a copy of `other`. */
int gradus_divert(int fd, int other);

/* 1 when `fd` is open for writing. */
int gradus_is_writable(int fd);

/* The value of an environment variable, or null. */
const char *gradus_environment(const char *name);

/* Writes out what was printed and ends the program. */
void gradus_leave(int status) __attribute__((noreturn));

#endif
