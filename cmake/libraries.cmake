# Every library from Debian, found by the name that works on Debian 12 and 13 (docs/dependencies.md).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(ZLIB REQUIRED)
find_package(tl-expected REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(spdlog REQUIRED)
pkg_check_modules(XAPIAN REQUIRED IMPORTED_TARGET xapian-core)
# cpp-httplib's flags must come from pkg-config: without its defines the header disagrees with the library.
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
# Not find_package(libzip): it names tools of packages that are not installed.
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
# Not pkg-config: its file asks on Debian 13 for a package that nothing installs.
find_library(XLSXWRITER_LIBRARY xlsxwriter REQUIRED)
find_library(STEMMER_LIBRARY stemmer REQUIRED)
add_library(stemmer INTERFACE)
target_link_libraries(stemmer INTERFACE ${STEMMER_LIBRARY})
# Optional: building an index takes less memory and time than with glibc's allocator. The library without its -dev
# package will do; sanitizers bring an allocator of their own.
find_library(JEMALLOC_LIBRARY NAMES jemalloc libjemalloc.so.2)
add_library(waymark_allocator INTERFACE)
if(JEMALLOC_LIBRARY AND NOT WAYMARK_SANITIZE)
  target_link_libraries(waymark_allocator INTERFACE ${JEMALLOC_LIBRARY})
endif()
