#include "CGradusTrap.h"
