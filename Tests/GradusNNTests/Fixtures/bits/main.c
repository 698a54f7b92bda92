#include <stdint.h>
#include <stdio.h>

uint64_t train(void);

int main(void) {
  printf("%016llx\n", (unsigned long long)train());
  return 0;
}
