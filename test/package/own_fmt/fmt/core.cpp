#include "fmt/core.h"

std::string fmt::greeting() { return "fmt 99 says hello"; }
