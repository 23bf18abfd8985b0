// config_words.h - "language" and "synonyms" of waymark.yaml.
#pragma once

#include <filesystem>

#include "waymark/model/word_settings.h"

#include "config_section.h"

namespace waymark {

// A file that `synonyms` names is looked for in `folder`.
WordSettings read_words(ConfigLog& log, ConfigSection& top, const std::filesystem::path& folder);

}  // namespace waymark
