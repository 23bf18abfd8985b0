# waymark_embed_text(MODULE FILE SYMBOL): puts a text file of the project into a module, as
# `extern const std::string_view SYMBOL` of the namespace waymark. At most 64 KB.
function(waymark_embed_text module file symbol)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${file})
  file(READ ${PROJECT_SOURCE_DIR}/${file} text)
  set(generated ${PROJECT_BINARY_DIR}/generated/${symbol}.cpp)
  file(WRITE ${generated}.new
"#include <string_view>
namespace waymark {
extern const std::string_view ${symbol};
const std::string_view ${symbol} = R\"~~~(${text})~~~\";
}  // namespace waymark
")
  configure_file(${generated}.new ${generated} COPYONLY)
  target_sources(waymark_${module} PRIVATE ${generated})
endfunction()
