# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# libpqxx and the libpq below it: Pqxx::pqxx. Debian's packages have no CMake files of their own.
find_package(PkgConfig QUIET)
pkg_check_modules(PC_PQXX QUIET libpqxx)
find_path(Pqxx_INCLUDE_DIR pqxx/pqxx HINTS ${PC_PQXX_INCLUDEDIR})
find_library(Pqxx_LIBRARY pqxx HINTS ${PC_PQXX_LIBDIR})
find_library(Pqxx_PQ_LIBRARY pq HINTS ${PC_PQXX_LIBDIR})
find_path(Pqxx_PQ_INCLUDE_DIR libpq-fe.h PATH_SUFFIXES postgresql)
if(Pqxx_INCLUDE_DIR AND EXISTS ${Pqxx_INCLUDE_DIR}/pqxx/version.hxx)
    file(STRINGS ${Pqxx_INCLUDE_DIR}/pqxx/version.hxx pqxx_line REGEX "define PQXX_VERSION \"")
    string(REGEX MATCH "[0-9]+\\.[0-9.]+" Pqxx_VERSION "${pqxx_line}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Pqxx REQUIRED_VARS Pqxx_LIBRARY Pqxx_PQ_LIBRARY Pqxx_INCLUDE_DIR
        Pqxx_PQ_INCLUDE_DIR
    VERSION_VAR Pqxx_VERSION REASON_FAILURE_MESSAGE "Install Debian's libpqxx-dev, or set EMITTER_SINK_PGVECTOR=OFF.")
if(Pqxx_FOUND AND NOT TARGET Pqxx::pqxx)
    add_library(Pqxx::pqxx INTERFACE IMPORTED)
    target_include_directories(Pqxx::pqxx SYSTEM INTERFACE ${Pqxx_INCLUDE_DIR} ${Pqxx_PQ_INCLUDE_DIR})
    target_link_libraries(Pqxx::pqxx INTERFACE ${Pqxx_LIBRARY} ${Pqxx_PQ_LIBRARY})
endif()
