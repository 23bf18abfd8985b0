# Builds the browser page and links its files into the program `waymark`; include/waymark/server/page_files.h reads them.
#
# The page is built again only when a file it is made from has changed. It goes into the build folder, so that two
# build folders never write to the same place.
file(GLOB_RECURSE page_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/src/* ${PROJECT_SOURCE_DIR}/web/public/*)
list(FILTER page_sources EXCLUDE REGEX "\\.test\\.ts$")
foreach(name index.html package.json package-lock.json tsconfig.json vite.config.ts)
  list(APPEND page_sources ${PROJECT_SOURCE_DIR}/web/${name})
endforeach()

set(page_folder ${PROJECT_BINARY_DIR}/page)
set(page_stamp ${PROJECT_BINARY_DIR}/generated/page.stamp)
set(page_code ${PROJECT_BINARY_DIR}/generated/page_files.cpp)

add_custom_command(
  OUTPUT ${page_stamp}
  COMMAND ${PROJECT_SOURCE_DIR}/scripts/web.sh build --outDir ${page_folder} --emptyOutDir
  COMMAND ${CMAKE_COMMAND} -E touch ${page_stamp}
  DEPENDS ${page_sources} ${PROJECT_SOURCE_DIR}/scripts/node/package-lock.json
  COMMENT "Building the page"
  VERBATIM)

add_custom_command(
  OUTPUT ${page_code}
  COMMAND ${CMAKE_COMMAND} -DFOLDER=${page_folder} -DOUTPUT=${page_code} -P ${PROJECT_SOURCE_DIR}/cmake/embed_page.cmake
  DEPENDS ${page_stamp} ${PROJECT_SOURCE_DIR}/cmake/embed_page.cmake
  COMMENT "Embedding the page"
  VERBATIM)

target_sources(waymark PRIVATE ${page_code})
# The compiler reads the files of the page without being told of them, so a cached result would hold an old page.
set_source_files_properties(${page_code} PROPERTIES SKIP_PRECOMPILE_HEADERS ON OBJECT_DEPENDS ${page_stamp})
