/* The layers of the jail, each in its own file. All act on the calling process, for ever.
   Those that can fail return 0, or -1 with errno set. */
#ifndef GRADUS_CONFINE_H
#define GRADUS_CONFINE_H

#include <stddef.h>

/* What the program may touch on disk. A rule for a path that does not exist is skipped. */
enum path_access { PATH_READ, PATH_EXECUTE, PATH_WRITE };
struct path_rule { enum path_access access; const char *path; };

int landlock_version(void); /* of this kernel, 0 where it has none */
int landlock_confine(int version, const struct path_rule *rules, size_t count);
int seccomp_available(void); /* 1 when this kernel filters system calls */
int seccomp_confine(void);
int capabilities_drop(void); /* for this process and for what it executes */

#endif
