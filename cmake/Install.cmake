# What `cmake --install` and `cpack -G DEB` put where: the headers, a library and an export set for each part, the CMake
# package with rung_embed_migrations(), a pkg-config file for each part, the rung tool.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(RUNG_BUILT_PARTS "")
foreach(part IN ITEMS sqlite3 postgresql testing cli)
  if(TARGET rung_${part})
    list(APPEND RUNG_BUILT_PARTS ${part})
  endif()
endforeach()
set(backends "${RUNG_BUILT_PARTS}")
list(REMOVE_ITEM backends testing cli)
set(RUNG_TESTING_PARTS "${backends}")
set(RUNG_CLI_PARTS "${backends};testing")
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/rung")

# ---- Headers ----
set(not_built "")
foreach(part IN ITEMS sqlite3 postgresql)
  if(NOT TARGET rung_${part})
    list(APPEND not_built PATTERN "backend/${part}.hpp" EXCLUDE)
  endif()
endforeach()
if(NOT TARGET rung_testing)
  list(APPEND not_built PATTERN "testing" EXCLUDE PATTERN "testing.hpp" EXCLUDE)
endif()
if(NOT TARGET rung_cli)
  list(APPEND not_built PATTERN "cli.hpp" EXCLUDE)
endif()
install(DIRECTORY include/rung DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT development
  FILES_MATCHING PATTERN "*.hpp" ${not_built})

# ---- Libraries and programs ----
install(TARGETS rung rung-embed EXPORT rung-core COMPONENT development INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
foreach(part IN LISTS RUNG_BUILT_PARTS)
  install(TARGETS rung_${part} EXPORT rung-${part} COMPONENT development)
endforeach()
if(TARGET rung_tool)
  install(TARGETS rung_tool COMPONENT tool)
endif()

# ---- The CMake package ----
foreach(set IN ITEMS core ${RUNG_BUILT_PARTS})
  install(EXPORT rung-${set} NAMESPACE rung:: DESTINATION "${package_dir}" COMPONENT development)
endforeach()
get_target_property(fmt_location fmt::fmt LOCATION)
file(REAL_PATH "${fmt_location}" fmt_file)
# libfmt.so.9.1.0 is found at run time by the name libfmt.so.9.
get_filename_component(RUNG_FMT_FILE "${fmt_file}" NAME)
string(REGEX REPLACE "(\\.so\\.[0-9]+)[.0-9]*$" "\\1" RUNG_FMT_FILE "${RUNG_FMT_FILE}")
set(RUNG_BOOST_VERSION "${Boost_VERSION_MAJOR}.${Boost_VERSION_MINOR}")
configure_package_config_file(cmake/package/rung-config.cmake.in "${PROJECT_BINARY_DIR}/package/rung-config.cmake"
  INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/package/rung-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(
  FILES "${PROJECT_BINARY_DIR}/package/rung-config.cmake" "${PROJECT_BINARY_DIR}/package/rung-config-version.cmake"
    cmake/FindRHash.cmake cmake/FindSOCI.cmake cmake/RungEmbed.cmake
  DESTINATION "${package_dir}" COMPONENT development)

# ---- pkg-config ----
# rung_pkg_config(NAME DESCRIPTION … REQUIRES … LIBRARIES …). rung's libraries are static, so whatever they use stands
# under Libs: nobody has to say --static.
function(rung_pkg_config pc_name)
  cmake_parse_arguments(pc "" "DESCRIPTION" "REQUIRES;LIBRARIES" ${ARGN})
  set(pc_description "${pc_DESCRIPTION}")
  file(RELATIVE_PATH pc_prefix "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" /)
  list(JOIN pc_REQUIRES " " pc_requires)
  list(JOIN pc_LIBRARIES " " pc_libraries)
  configure_file(cmake/package/rung.pc.in "${PROJECT_BINARY_DIR}/package/${pc_name}.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/package/${pc_name}.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig"
    COMPONENT development)
endfunction()

rung_pkg_config(rung DESCRIPTION "${PROJECT_DESCRIPTION}"
  LIBRARIES -lrung -lsoci_core -l:${RUNG_FMT_FILE} -lboost_filesystem -lrhash)
if(TARGET rung_sqlite3)
  rung_pkg_config(rung-sqlite3 DESCRIPTION "rung on SQLite" REQUIRES rung
    LIBRARIES -lrung_sqlite3 -lsoci_sqlite3 -lsqlite3)
endif()
if(TARGET rung_postgresql)
  rung_pkg_config(rung-postgresql DESCRIPTION "rung on PostgreSQL" REQUIRES rung
    LIBRARIES -lrung_postgresql -lsoci_postgresql -lpq)
endif()
list(TRANSFORM backends PREPEND rung- OUTPUT_VARIABLE backend_files)
if(TARGET rung_testing)
  rung_pkg_config(rung-testing DESCRIPTION "Proofs that every down is the inverse of its up" REQUIRES ${backend_files}
    LIBRARIES -lrung_testing)
endif()
if(TARGET rung_cli)
  rung_pkg_config(rung-cli DESCRIPTION "rung's command line, for engines" REQUIRES rung-testing LIBRARIES -lrung_cli)
endif()

# ---- Debian packages: cpack -G DEB ----
install(FILES LICENSE CHANGELOG.md DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/doc/librung-dev" COMPONENT development)
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/doc/rung" COMPONENT tool)

set(CPACK_PACKAGE_CONTACT "The rung authors")
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENTS_ALL development)
if(TARGET rung_tool)
  list(APPEND CPACK_COMPONENTS_ALL tool)
endif()
set(CPACK_DEBIAN_TOOL_PACKAGE_NAME rung)
set(CPACK_DEBIAN_TOOL_PACKAGE_SECTION database)
set(CPACK_DEBIAN_TOOL_DESCRIPTION "Moves a database's schema up and down, from a folder of migrations")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME librung-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "C++ library that moves a database's schema up and down")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libsoci-dev, libboost-filesystem-dev, librhash-dev")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_RECOMMENDS "libsqlite3-dev, libpq-dev")
include(CPack)
