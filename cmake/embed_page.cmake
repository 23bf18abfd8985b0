# cmake -DFOLDER=dist -DOUTPUT=page_files.cpp -P embed_page.cmake
#
# Writes the C++ file that holds every file of FOLDER, as it is and compressed. The bytes come in through the
# assembler's .incbin: a megabyte costs nothing to compile that way.
cmake_minimum_required(VERSION 3.25)

set(type_html "text/html; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_css "text/css; charset=utf-8")
set(type_json "application/json")
set(type_webmanifest "application/manifest+json")
set(type_txt "text/plain; charset=utf-8")
set(type_svg "image/svg+xml")
set(type_png "image/png")
set(type_ico "image/vnd.microsoft.icon")
set(type_woff2 "font/woff2")

find_program(GZIP_PROGRAM gzip REQUIRED)
set(packed_folder ${FOLDER}-gzip)
file(REMOVE_RECURSE ${packed_folder})
file(MAKE_DIRECTORY ${packed_folder})

file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*)
list(SORT files)
if(NOT "index.html" IN_LIST files)
  message(FATAL_ERROR "the page in ${FOLDER} has no index.html")
endif()

set(assembly "")
set(symbols "")
set(rows "")
set(number 0)
foreach(file ${files})
  get_filename_component(extension ${file} LAST_EXT)
  string(SUBSTRING ${extension} 1 -1 extension)
  if(NOT DEFINED type_${extension})
    message(FATAL_ERROR "no content type is known for ${file}: add a line to cmake/embed_page.cmake")
  endif()
  file(SIZE ${FOLDER}/${file} raw_size)
  file(SHA256 ${FOLDER}/${file} digest)
  string(SUBSTRING ${digest} 0 20 digest)

  set(packed ${packed_folder}/${number}.gz)
  execute_process(COMMAND ${GZIP_PROGRAM} -9 -n -c ${FOLDER}/${file} OUTPUT_FILE ${packed} COMMAND_ERROR_IS_FATAL ANY)
  file(SIZE ${packed} packed_size)
  if(packed_size GREATER_EQUAL raw_size)
    set(packed_size 0)
  endif()

  # Vite puts what it names by its content into assets/.
  set(immutable false)
  if(file MATCHES "^assets/.*-[A-Za-z0-9_-]+\\.[a-z0-9]+$")
    set(immutable true)
  endif()

  string(APPEND assembly "waymark_page_${number}: .incbin \"${FOLDER}/${file}\"\n"
                         "waymark_page_${number}_gzip: .incbin \"${packed}\"\n")
  string(APPEND symbols "extern const char waymark_page_${number}[] __attribute__((visibility(\"hidden\")));\n"
                        "extern const char waymark_page_${number}_gzip[] __attribute__((visibility(\"hidden\")));\n")
  string(APPEND rows "    {\"${file}\", \"${type_${extension}}\", \"\\\"${digest}\\\"\", {waymark_page_${number}, ${raw_size}},\n"
                     "     {waymark_page_${number}_gzip, ${packed_size}}, ${immutable}},\n")
  math(EXPR number "${number} + 1")
endforeach()

file(WRITE ${OUTPUT} "// Made by cmake/embed_page.cmake from the built page.
#include \"waymark/server/page_files.h\"

asm(R\"(
.pushsection .rodata
${assembly}.popsection
)\");

extern \"C\" {
${symbols}}

namespace waymark {
namespace {
const PageFile kPageFiles[] = {
${rows}};
}  // namespace

std::span<const PageFile> page_files() { return kPageFiles; }

}  // namespace waymark
")
