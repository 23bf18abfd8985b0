# cmake -DFOLDER=/usr/share/dict/scowl -DOURS=catalog_words.txt -DOUTPUT=word_list.txt -P word_list.cmake
#
# Writes the words that glued names are cut with (src/text/word_list.h): "#" and a tier, then its words, most common tier first.
# Tier 0 is ours; 10 to 70 are how large a dictionary must be to have the word; 99 are names and abbreviations, which are words
# but parts of nothing.
cmake_minimum_required(VERSION 3.25)

set(text "")

function(add_words tier)
  set(words "")
  foreach(file ${ARGN})
    if(EXISTS ${file})
      file(STRINGS ${file} lines REGEX "^[A-Za-z]+$")
      list(APPEND words ${lines})
    endif()
  endforeach()
  list(JOIN words "\n" words)
  string(TOLOWER "${words}" words)
  string(APPEND text "#${tier}\n${words}\n")
  set(text "${text}" PARENT_SCOPE)
endfunction()

add_words(0 ${OURS})
foreach(tier 10 20 35 40 50 55 60 70)
  add_words(${tier} ${FOLDER}/english-words.${tier} ${FOLDER}/american-words.${tier} ${FOLDER}/british-words.${tier})
endforeach()
set(names "")
foreach(tier 10 20 35 40 50)
  foreach(kind upper proper-names abbreviations)
    list(APPEND names ${FOLDER}/english-${kind}.${tier} ${FOLDER}/american-${kind}.${tier} ${FOLDER}/british-${kind}.${tier})
  endforeach()
endforeach()
add_words(99 ${names})
file(WRITE ${OUTPUT} "${text}")
