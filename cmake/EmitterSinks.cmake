# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A sink is a folder below engine/sinks. Its CMakeLists.txt says
#     emitter_add_sink(DESCRIPTION "..." SOURCES a.cpp [LINK targets] [QT] [ALWAYS] [TEST_LINK targets]
#         [PACKAGE name [VERSION least] DEBIAN package])
# and gets: the option EMITTER_SINK_<ID>, the library emitter_sink_<id>, the test tst_<id>sink when
# tst_<id>sink.cpp lies beside it, and a row in the generated table that calls
# emitter::<id>sink::descriptor(). Static registration is not used: the linker drops such objects
# from static libraries. PACKAGE is what find_package must find when the sink is built; without it
# the configuration ends and names the Debian package.

function(emitter_add_sink)
    cmake_parse_arguments(arg "QT;ALWAYS" "DESCRIPTION;PACKAGE;VERSION;DEBIAN" "SOURCES;LINK;TEST_LINK" ${ARGN})
    get_filename_component(id ${CMAKE_CURRENT_SOURCE_DIR} NAME)
    string(TOUPPER ${id} upper)
    if(NOT arg_ALWAYS)
        option(EMITTER_SINK_${upper} "${arg_DESCRIPTION}" ${EMITTER_DEFAULT_SINKS})
        if(arg_QT AND EMITTER_CORE_ONLY)
            return()
        endif()
        add_feature_info("sink ${id}" EMITTER_SINK_${upper} "${arg_DESCRIPTION}")
        if(NOT EMITTER_SINK_${upper})
            return()
        endif()
    endif()
    if(arg_PACKAGE)
        # GLOBAL: the program links it too.
        find_package(${arg_PACKAGE} ${arg_VERSION} QUIET GLOBAL)
        if(NOT ${arg_PACKAGE}_FOUND)
            message(FATAL_ERROR "The sink ${id} needs ${arg_PACKAGE} ${arg_VERSION} (Debian: ${arg_DEBIAN}). "
                "Install it, or leave the sink out with -DEMITTER_SINK_${upper}=OFF.")
        endif()
    endif()
    add_library(emitter_sink_${id} STATIC ${arg_SOURCES})
    target_link_libraries(emitter_sink_${id} PUBLIC emitter_sinkapi PRIVATE ${arg_LINK})
    emitter_precompile(emitter_sink_${id} FROM emitter_base)
    set_property(GLOBAL APPEND PROPERTY EMITTER_SINK_IDS ${id})
    if(EMITTER_TESTS AND EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/tst_${id}sink.cpp)
        set_property(GLOBAL APPEND PROPERTY EMITTER_SINK_TEST_DIRS ${CMAKE_CURRENT_SOURCE_DIR})
        set_property(GLOBAL PROPERTY EMITTER_SINK_TEST_LINK_${id} ${arg_TEST_LINK})
    endif()
endfunction()

# Writes the generated table and builds emitter_sinks from it.
function(emitter_generate_sink_table)
    get_property(ids GLOBAL PROPERTY EMITTER_SINK_IDS)
    list(SORT ids)
    set(declarations "")
    set(calls "")
    foreach(id IN LISTS ids)
        string(APPEND declarations "namespace emitter::${id}sink { SinkDescriptor descriptor(); }\n")
        string(APPEND calls "        ${id}sink::descriptor(),\n")
    endforeach()
    configure_file(${PROJECT_SOURCE_DIR}/cmake/sinktable.cpp.in ${CMAKE_CURRENT_BINARY_DIR}/sinktable.cpp @ONLY)
    add_library(emitter_sinks STATIC ${CMAKE_CURRENT_BINARY_DIR}/sinktable.cpp)
    target_link_libraries(emitter_sinks PUBLIC emitter_sinkapi)
    foreach(id IN LISTS ids)
        target_link_libraries(emitter_sinks PRIVATE emitter_sink_${id})
    endforeach()
endfunction()
