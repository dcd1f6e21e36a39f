# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# emitter_compile        the one INTERFACE target that carries language, warnings and sanitizers
# emitter_add_library    one room of the engine
# emitter_add_test       one tst_<unit>.cpp; doctest for Qt-free rooms, QtTest with QT

option(EMITTER_WERROR "Warnings are errors (the ci-* presets)" OFF)
set(EMITTER_SANITIZE "" CACHE STRING "Value for -fsanitize=, e.g. address,undefined or thread")
option(EMITTER_COVERAGE "Instrument for gcov" OFF)

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(emitter_compile INTERFACE)
target_compile_features(emitter_compile INTERFACE cxx_std_20)
target_include_directories(emitter_compile INTERFACE ${PROJECT_SOURCE_DIR}/engine)
target_compile_options(emitter_compile INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor
    $<$<BOOL:${EMITTER_WERROR}>:-Werror>)
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

# emitter_add_library(name SOURCES ... [PUBLIC targets] [PRIVATE targets])
function(emitter_add_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(emitter_${name} STATIC ${arg_SOURCES})
    target_link_libraries(emitter_${name} PUBLIC emitter_compile ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
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
    target_link_libraries(tst_${unit} PRIVATE emitter_compile ${arg_LINK})
    if(arg_QT)
        set_target_properties(tst_${unit} PROPERTIES AUTOMOC ON)
        target_link_libraries(tst_${unit} PRIVATE Qt6::Test)
    else()
        target_link_libraries(tst_${unit} PRIVATE emitter_doctestmain)
    endif()
    add_test(NAME tst_${unit} COMMAND tst_${unit})
    if(NOT arg_LABELS)
        set(arg_LABELS unit)
    endif()
    set_tests_properties(tst_${unit} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 300)
endfunction()
