# Puts the words that glued names are cut with into the module text: from Debian's package scowl and src/text/catalog_words.txt.
find_path(WORD_LIST_FOLDER english-words.10 PATHS /usr/share/dict/scowl NO_DEFAULT_PATH REQUIRED)
set(word_list ${PROJECT_BINARY_DIR}/generated/word_list.txt)
add_custom_command(
  OUTPUT ${word_list}
  COMMAND ${CMAKE_COMMAND} -DFOLDER=${WORD_LIST_FOLDER} -DOURS=${PROJECT_SOURCE_DIR}/src/text/catalog_words.txt
          -DOUTPUT=${word_list} -P ${PROJECT_SOURCE_DIR}/cmake/word_list.cmake
  DEPENDS ${PROJECT_SOURCE_DIR}/src/text/catalog_words.txt ${PROJECT_SOURCE_DIR}/cmake/word_list.cmake
  COMMENT "Gathering the words that glued names are cut with"
  VERBATIM)
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/word_list_text.cpp CONTENT
"#include <string_view>
asm(R\"(
.pushsection .rodata
waymark_word_list: .incbin \"${word_list}\"
waymark_word_list_end: .byte 0
.popsection
)\");
extern \"C\" {
extern const char waymark_word_list[] __attribute__((visibility(\"hidden\")));
extern const char waymark_word_list_end[] __attribute__((visibility(\"hidden\")));
}
namespace waymark {
extern const std::string_view kWordListText;
const std::string_view kWordListText(waymark_word_list,
                                     static_cast<std::size_t>(waymark_word_list_end - waymark_word_list));
}  // namespace waymark
" @ONLY)
target_sources(waymark_text PRIVATE ${PROJECT_BINARY_DIR}/generated/word_list_text.cpp ${word_list})
# The compiler reads the list without being told of it, so a cached result would hold an old one.
set_source_files_properties(${PROJECT_BINARY_DIR}/generated/word_list_text.cpp
                            PROPERTIES SKIP_PRECOMPILE_HEADERS ON OBJECT_DEPENDS ${word_list})
