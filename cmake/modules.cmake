# waymark_module(NAME [FOLDER dir] [DEPS module-or-target…] [PRIVATE target…])
#
# One static library per module: sources from src/NAME (or FOLDER), public headers under include/waymark/NAME.
# A DEPS entry that names a module links waymark_<entry>. A new .cpp file is picked up without editing a list.
function(waymark_module name)
  cmake_parse_arguments(arg "" "FOLDER" "DEPS;PRIVATE" ${ARGN})
  if(NOT arg_FOLDER)
    set(arg_FOLDER src/${name})
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${arg_FOLDER}/*.cpp)
  if(NOT sources)
    # A module whose first file is not there yet still has a target, so that its users can be configured.
    file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/${name}_empty.cpp CONTENT "")
    set(sources ${PROJECT_BINARY_DIR}/generated/${name}_empty.cpp)
  endif()
  add_library(waymark_${name} STATIC ${sources})
  set_target_properties(waymark_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(waymark_${name} PUBLIC ${PROJECT_SOURCE_DIR}/include
                                             PRIVATE ${PROJECT_SOURCE_DIR}/${arg_FOLDER} ${PROJECT_SOURCE_DIR})
  foreach(dep ${arg_DEPS})
    if(TARGET waymark_${dep})
      target_link_libraries(waymark_${name} PUBLIC waymark_${dep})
    else()
      target_link_libraries(waymark_${name} PUBLIC ${dep})
    endif()
  endforeach()
  target_link_libraries(waymark_${name} PRIVATE ${arg_PRIVATE} waymark_warnings Threads::Threads)
  target_precompile_headers(waymark_${name} REUSE_FROM waymark_headers)
endfunction()

# The standard headers every file pulls in, compiled once per program; the modules share theirs.
function(waymark_precompile target)
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <chrono> <cstdint> <filesystem> <functional> <map> <memory>
    <optional> <set> <span> <string> <string_view> <system_error> <tl/expected.hpp> <unordered_map> <unordered_set> <utility>
    <variant> <vector>)
endfunction()

# waymark_reader_table(MODULE FOLDER): the table of readers from the names of FOLDER/*.cpp; plumbing is FOLDER/shared/*.cpp.
function(waymark_reader_table module folder)
  file(GLOB readers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
  file(GLOB shared CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/shared/*.cpp)
  set(declarations "")
  set(rows "")
  foreach(reader ${readers})
    get_filename_component(name ${reader} NAME_WE)
    string(APPEND declarations "extern const Reader ${name}_reader;\n")
    string(APPEND rows "    &${name}_reader,\n")
  endforeach()
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/reader_table.cpp CONTENT
"#include \"waymark/readers/reader.h\"
namespace waymark {
${declarations}
extern const Reader* const kReaderTable[] = {
${rows}    nullptr,
};
}  // namespace waymark
")
  target_sources(waymark_${module} PRIVATE ${shared} ${PROJECT_BINARY_DIR}/generated/reader_table.cpp)
endfunction()

file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/headers.cpp CONTENT "")
add_library(waymark_headers STATIC ${PROJECT_BINARY_DIR}/generated/headers.cpp)
target_link_libraries(waymark_headers PRIVATE waymark_warnings Threads::Threads)
waymark_precompile(waymark_headers)
