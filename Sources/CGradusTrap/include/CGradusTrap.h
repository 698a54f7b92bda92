#ifndef C_GRADUS_TRAP_H
#define C_GRADUS_TRAP_H
#endif
