# rung_embed_migrations(TARGET engine NAME migrations DIRECTORY migrations DIALECT sqlite
#                       [FORMAT auto] [NAMESPACE engine] [VARIABLES NAME=VALUE …])
#
# Compiles the migrations in DIRECTORY into TARGET, and declares `rung::MigrationSet engine::migrations()` in a header:
#
#   #include <engine/migrations.hpp>
#
# NAMESPACE (`engine`, or `acme::engine`) is the TARGET's name by default, and the folder of the header. VARIABLES are
# what goose's ENVSUB puts in. DIALECT is sqlite
# or postgresql. A mistake in a migration is a build error at its file, line and column. The set is built again when a
# file in DIRECTORY is added, changed or removed.
#
# When cross-compiling, set RUNG_EMBED_EXECUTABLE to a rung-embed that runs on the machine that builds.
# RUNG_EMBED_TEXT is `incbin` (the assembler copies the text from the files) or `arrays` (for compilers without that; up
# to 8 MB of text); by default it is told by the compiler.

include_guard()

function(_rung_embed_executable result)
  if(RUNG_EMBED_EXECUTABLE)
    set(${result} "${RUNG_EMBED_EXECUTABLE}" PARENT_SCOPE)
  elseif(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
    message(FATAL_ERROR "rung_embed_migrations: set RUNG_EMBED_EXECUTABLE to a rung-embed that runs on this machine")
  else()
    set(${result} rung::rung-embed PARENT_SCOPE)
  endif()
endfunction()

function(_rung_embed_text_form result)
  if(RUNG_EMBED_TEXT)
    set(${result} "${RUNG_EMBED_TEXT}" PARENT_SCOPE)
  elseif(CMAKE_CXX_COMPILER_ID MATCHES "^(GNU|Clang)$" AND NOT WIN32 AND NOT APPLE)
    set(${result} incbin PARENT_SCOPE)
  else()
    set(${result} arrays PARENT_SCOPE)
  endif()
endfunction()

function(rung_embed_migrations)
  set(needed TARGET NAME DIRECTORY DIALECT)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "${needed};FORMAT;NAMESPACE" "VARIABLES")
  foreach(word IN LISTS needed)
    if(NOT arg_${word})
      message(FATAL_ERROR "rung_embed_migrations: ${word} is missing")
    endif()
  endforeach()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "rung_embed_migrations: unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT arg_FORMAT)
    set(arg_FORMAT auto)
  endif()
  if(NOT arg_NAMESPACE)
    string(MAKE_C_IDENTIFIER "${arg_TARGET}" arg_NAMESPACE)
  endif()
  set(variables "")
  foreach(variable IN LISTS arg_VARIABLES)
    list(APPEND variables --variable "${variable}")
  endforeach()
  cmake_path(ABSOLUTE_PATH arg_DIRECTORY NORMALIZE)
  _rung_embed_executable(rung_embed)
  _rung_embed_text_form(text_form)

  # A folder for each target, so that several programs may embed sets of the same name.
  set(include_dir "${CMAKE_CURRENT_BINARY_DIR}/rung-embed/${arg_TARGET}")
  string(REPLACE "::" "/" header_dir "${arg_NAMESPACE}")
  set(generated "${include_dir}/${header_dir}/${arg_NAME}")
  add_custom_command(
    OUTPUT "${generated}.cpp" "${generated}.hpp"
    COMMAND ${rung_embed}
      --directory "${arg_DIRECTORY}" --format ${arg_FORMAT} --dialect ${arg_DIALECT} --text ${text_form}
      ${variables} --name ${arg_NAME} --namespace ${arg_NAMESPACE}
      --source "${generated}.cpp" --header "${generated}.hpp" --depfile "${generated}.d"
    DEPENDS ${rung_embed}
    DEPFILE "${generated}.d"
    COMMENT "Embedding the migrations in ${arg_DIRECTORY}"
    VERBATIM)
  target_sources(${arg_TARGET} PRIVATE "${generated}.cpp" "${generated}.hpp")
  target_include_directories(${arg_TARGET} PRIVATE "${include_dir}")
  target_link_libraries(${arg_TARGET} PRIVATE rung::rung)
endfunction()
