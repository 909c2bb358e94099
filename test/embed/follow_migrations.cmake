# Builds the project beside this file over and over while its migrations change. Run by ctest.
set(migrations "${BUILD}/my migrations")
file(REMOVE_RECURSE "${BUILD}")

function(run result_variable output_variable)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  set(${result_variable} "${result}" PARENT_SCOPE)
  set(${output_variable} "${output}" PARENT_SCOPE)
endfunction()

function(expect_program expected)
  run(result output ${CMAKE_COMMAND} --build "${BUILD}/build")
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "the build failed:\n${output}")
  endif()
  run(result output "${BUILD}/build/follower")
  if(NOT result EQUAL 0 OR NOT output STREQUAL expected)
    message(FATAL_ERROR "the program ended with ${result} and prints:\n${output}\nexpected:\n${expected}")
  endif()
endfunction()

function(expect_build_error expected)
  run(result output ${CMAKE_COMMAND} --build "${BUILD}/build")
  if(result EQUAL 0)
    message(FATAL_ERROR "the build did not fail")
  endif()
  if(NOT output MATCHES "${expected}")
    message(FATAL_ERROR "the build printed:\n${output}\nexpected:\n${expected}")
  endif()
endfunction()

file(WRITE "${migrations}/1_a.up.sql" "select 1;\n")
run(result output ${CMAKE_COMMAND} -S "${SOURCE}" -B "${BUILD}/build" -G "${GENERATOR}"
  "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_FLAGS=${FLAGS}" "-DRUNG_LIBRARY=${RUNG_LIBRARY}"
  "-DRUNG_EMBED_EXECUTABLE=${RUNG_EMBED}" "-DMIGRATIONS=${migrations}")
if(NOT result EQUAL 0)
  message(FATAL_ERROR "the project cannot be configured:\n${output}")
endif()
expect_program("1 a: select 1;\n")

run(result output ${CMAKE_COMMAND} --build "${BUILD}/build")
if(output MATCHES "Embedding")
  message(FATAL_ERROR "nothing changed, and yet the migrations were embedded again:\n${output}")
endif()

# Added, changed, of another length, removed.
file(WRITE "${migrations}/2_b.up.sql" "select 2;\n")
expect_program("1 a: select 1;\n2 b: select 2;\n")
file(WRITE "${migrations}/2_b.up.sql" "select 3;\n")
expect_program("1 a: select 1;\n2 b: select 3;\n")
file(WRITE "${migrations}/1_a.up.sql" "select 'one';\n")
expect_program("1 a: select 'one';\n2 b: select 3;\n")
file(REMOVE "${migrations}/1_a.up.sql")
expect_program("2 b: select 3;\n")

# A mistake stops the build at its line; mended, it goes on.
file(WRITE "${migrations}/3_c.up.sql" "-- rung: transacton none\nselect 4;\n")
expect_build_error("my migrations/3_c\\.up\\.sql:1:10: error: unknown annotation 'transacton'")
file(WRITE "${migrations}/3_c.up.sql" "select 4;\n\n  commit;\n")
expect_build_error("my migrations/3_c\\.up\\.sql:3:3: error: ")
file(WRITE "${migrations}/3_c.up.sql" "select 4;\n")
expect_program("2 b: select 3;\n3 c: select 4;\n")
file(REMOVE "${migrations}/3_c.up.sql")
expect_program("2 b: select 3;\n")
