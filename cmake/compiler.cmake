# Warnings, hardening and sanitizers in one interface target each.
add_library(waymark_warnings INTERFACE)
target_compile_options(waymark_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wconversion -Wno-sign-conversion
  -Wno-missing-field-initializers # Designated initialisers name what differs from the default; the rest is meant.
  $<$<BOOL:${WAYMARK_WERROR}>:-Werror>)

add_compile_options(-fstack-protector-strong $<$<CONFIG:Release>:-D_GLIBCXX_ASSERTIONS>
                    $<$<CONFIG:Release>:-U_FORTIFY_SOURCE> $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
add_link_options(-Wl,-z,relro,-z,now)

if(WAYMARK_SANITIZE)
  add_compile_options(-fsanitize=${WAYMARK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${WAYMARK_SANITIZE})
endif()
