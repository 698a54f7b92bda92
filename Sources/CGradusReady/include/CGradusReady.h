/* Nothing to call: this library is loaded into a compiler or linker before anything else, see ready.c. */
