# Includes point down only: cmake -D SOURCE_DIR=… -P CheckLayers.cmake
# Prints each include that points up, and each use of `session <<` outside the backends, and fails if there is one.

# ---- Which layer a file is in: the first pattern that its path matches, relative to the project ----
set(layers
  "include/rung/(schema_diff|plan|upgrade_options|downgrade_options)[.]hpp=2"
  "include/rung/(database|observer|load_directory)[.]hpp=3"
  "include/rung/backend/=3"
  "include/rung/version_ledger[.]hpp=4"
  "include/rung/(upgrader|joint_upgrader|downgrader|check|wait|verify|repair|read_schema)[.]hpp=5"
  "include/rung/(cli|testing)([.]hpp|/)=6"
  "include/rung/=0"
  "lib/plan[.]cpp=2"
  "lib/database[.]cpp=3"
  "lib/text/=1"
  "lib/decision/=2"
  "lib/(port|backend|source)/=3"
  "lib/record/=4"
  "lib/service/=5"
  "lib/(cli|testing|embed)/=6"
  "lib/[^/]+$=0")

function(layer_of file result)
  foreach(entry IN LISTS layers)
    string(REGEX REPLACE "=[0-9]$" "" pattern "${entry}")
    string(REGEX REPLACE "^.*=" "" layer "${entry}")
    if(file MATCHES "^${pattern}")
      set(${result} ${layer} PARENT_SCOPE)
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "${file} is in no layer: add it to CheckLayers.cmake")
endfunction()

# The project's file behind an include, or nothing for anybody else's header.
function(file_behind include result)
  set(${result} "" PARENT_SCOPE)
  foreach(root IN ITEMS include lib)
    if(EXISTS "${SOURCE_DIR}/${root}/${include}")
      set(${result} "${root}/${include}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
endfunction()

file(GLOB_RECURSE files RELATIVE "${SOURCE_DIR}"
  "${SOURCE_DIR}/include/*.hpp" "${SOURCE_DIR}/lib/*.hpp" "${SOURCE_DIR}/lib/*.cpp")
set(mistakes 0)
set(includes_seen 0)
foreach(file IN LISTS files)
  layer_of("${file}" layer)
  file(STRINGS "${SOURCE_DIR}/${file}" lines REGEX "^#include|<< *\"")
  foreach(line IN LISTS lines)
    if(line MATCHES "^#include [<\"]([^>\"]+)[>\"]")
      file_behind("${CMAKE_MATCH_1}" included)
      if(included)
        math(EXPR includes_seen "${includes_seen} + 1")
        layer_of("${included}" included_layer)
        if(included_layer GREATER layer)
          message("${file} (layer ${layer}) includes ${included} (layer ${included_layer})")
          math(EXPR mistakes "${mistakes} + 1")
        endif()
      endif()
    elseif(line MATCHES "(session|sql)[_ ]*<<" AND NOT file MATCHES "^lib/(backend|testing)/")
      message("${file} gives text to a session, which is for the backends: ${line}")
      math(EXPR mistakes "${mistakes} + 1")
    endif()
  endforeach()
endforeach()

list(LENGTH files file_count)
if(file_count LESS 50 OR includes_seen LESS 100)
  message(FATAL_ERROR "only ${file_count} files and ${includes_seen} includes were found: is SOURCE_DIR right?")
endif()
if(mistakes)
  message(FATAL_ERROR "${mistakes} mistakes")
endif()
message("${includes_seen} includes in ${file_count} files point down")
