# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# emitter_compile        the one INTERFACE target that carries language, warnings and sanitizers
# emitter_testcompile    the same for tests
# emitter_precompile     shares precompiled headers among targets
# emitter_add_library    one room of the engine
# emitter_add_test       one tst_<unit>.cpp; doctest for Qt-free rooms, QtTest with QT

option(EMITTER_WERROR "Warnings are errors (the ci-* presets)" OFF)
set(EMITTER_SANITIZE "" CACHE STRING "Value for -fsanitize=, e.g. address,undefined or thread")
option(EMITTER_COVERAGE "Instrument for gcov" OFF)

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # The presets compile many files alike; ccache finds them again when paths do not count. It looks at what the
    # compiler read instead of preprocessing (DEPEND), and takes precompiled headers for what they hold (SLOPPINESS).
    set(CMAKE_CXX_COMPILER_LAUNCHER /usr/bin/env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_DEPEND=1 CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
endif()

add_library(emitter_compile INTERFACE)
target_compile_features(emitter_compile INTERFACE cxx_std_20)
target_include_directories(emitter_compile INTERFACE ${PROJECT_SOURCE_DIR}/engine)
target_compile_options(emitter_compile INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor
    $<$<BOOL:${EMITTER_WERROR}>:-Werror>)
# GCC 12 and 14 find these in their own std::string, inlined from a precompiled header. AddressSanitizer judges.
target_compile_options(emitter_compile INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread>)
if(CMAKE_UNITY_BUILD)
    # A name may be another's one in the file that happens to be compiled before.
    target_compile_options(emitter_compile INTERFACE -Wno-shadow)
endif()
# Qt demands -fPIC. All parts have it, so that they can share precompiled headers; it costs nothing when the
# compiler may still inline.
target_compile_options(emitter_compile INTERFACE -fPIC -fno-semantic-interposition)
target_compile_definitions(emitter_compile INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CONTEXTLESS_CONNECT QT_NO_KEYWORDS QT_NO_FOREACH)
if(EMITTER_SANITIZE)
    target_compile_options(emitter_compile INTERFACE
        -fsanitize=${EMITTER_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(emitter_compile INTERFACE -fsanitize=${EMITTER_SANITIZE})
endif()
if(EMITTER_COVERAGE)
    target_compile_options(emitter_compile INTERFACE --coverage)
    target_link_options(emitter_compile INTERFACE --coverage)
endif()

# Tests run for moments and are compiled all day. Without the try around each assertion, an exception that nobody
# expects still fails its case.
add_library(emitter_testcompile INTERFACE)
target_link_libraries(emitter_testcompile INTERFACE emitter_compile)
target_compile_options(emitter_testcompile INTERFACE -O0)
target_compile_definitions(emitter_testcompile INTERFACE DOCTEST_CONFIG_NO_TRY_CATCH_IN_ASSERTS)

# Every file names the headers that it needs (tests/arch/checkheaders.py); these are read once for all of them.
set(emitter_standard_headers
    <algorithm> <array> <atomic> <charconv> <chrono> <cmath> <condition_variable> <cstdint> <cstdio> <cstdlib>
    <cstring> <filesystem> <fstream> <functional> <map> <memory> <mutex> <optional> <set> <span> <stop_token>
    <string> <string_view> <thread> <unordered_map> <utility> <variant> <vector>)

# emitter_precompile(target FROM maker [HEADERS <header>...])
# The first of all targets, the maker itself, compiles the standard headers and HEADERS; the others use its file.
function(emitter_precompile target)
    cmake_parse_arguments(arg "" "FROM" "HEADERS" ${ARGN})
    if(target STREQUAL arg_FROM)
        target_precompile_headers(${target} PRIVATE ${emitter_standard_headers} ${arg_HEADERS})
    else()
        target_precompile_headers(${target} REUSE_FROM ${arg_FROM})
    endif()
endfunction()

# emitter_add_library(name SOURCES ... [PUBLIC targets] [PRIVATE targets])
function(emitter_add_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(emitter_${name} STATIC ${arg_SOURCES})
    target_link_libraries(emitter_${name} PUBLIC emitter_compile ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    if("${arg_PUBLIC};${arg_PRIVATE}" MATCHES "Qt6::Widgets")
        emitter_precompile(emitter_${name} FROM emitter_ui HEADERS <QtWidgets/QtWidgets>)
    elseif("${arg_PUBLIC};${arg_PRIVATE}" MATCHES "Qt6::Network")
        emitter_precompile(emitter_${name} FROM emitter_qnam HEADERS <QtCore/QtCore> <QtNetwork/QtNetwork>)
    else()
        emitter_precompile(emitter_${name} FROM emitter_base)
    endif()
endfunction()

# emitter_add_test(unit [QT] [SOURCES extra...] [LINK targets] [LABELS labels])
# Builds tst_<unit>.cpp of the current folder. A test links only the library it tests.
function(emitter_add_test unit)
    cmake_parse_arguments(arg "QT" "" "SOURCES;LINK;LABELS" ${ARGN})
    if(arg_QT AND EMITTER_CORE_ONLY)
        return()
    endif()
    add_executable(tst_${unit} tst_${unit}.cpp ${arg_SOURCES})
    target_include_directories(tst_${unit} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_link_libraries(tst_${unit} PRIVATE ${arg_LINK})
    if(arg_QT)
        set_target_properties(tst_${unit} PROPERTIES AUTOMOC ON)
        target_link_libraries(tst_${unit} PRIVATE emitter_qttest)
        if("${arg_LINK}" MATCHES "emitter_windowfixture")
            emitter_precompile(tst_${unit} FROM emitter_windowfixture)
            # Moc's own file is empty and would do for the headers what each user of them has to, for seconds.
            set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/tst_${unit}_autogen/mocs_compilation.cpp
                PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
        endif()
    else()
        target_link_libraries(tst_${unit} PRIVATE emitter_doctestmain)
        emitter_precompile(tst_${unit} FROM emitter_doctestmain)
    endif()
    add_test(NAME tst_${unit} COMMAND tst_${unit})
    if(NOT arg_LABELS)
        set(arg_LABELS unit)
    endif()
    set_tests_properties(tst_${unit} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 300)
endfunction()

# Under AddressSanitizer every test ends without a leak, but for what one library, or the functions whose names begin
# so, are known to leave behind in one test. Whole stacks, which functions need, are slower to take.
function(emitter_excuse_leak test name)
    if(TEST ${test})
        file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${test}.supp "leak:${name}\n")
        set_property(TEST ${test} APPEND PROPERTY ENVIRONMENT
            "LSAN_OPTIONS=suppressions=${CMAKE_CURRENT_BINARY_DIR}/${test}.supp:print_suppressions=0")
        if(NOT name MATCHES "^lib")
            set_property(TEST ${test} APPEND PROPERTY ENVIRONMENT "ASAN_OPTIONS=fast_unwind_on_malloc=0")
        endif()
    endif()
endfunction()
