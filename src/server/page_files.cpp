// page_files.cpp - no page: what a program has that does not link one in.
#include "waymark/server/page_files.h"

namespace waymark {

// Weak, so that the generated file of the program itself takes its place.
[[gnu::weak]] std::span<const PageFile> page_files() { return {}; }

}  // namespace waymark
