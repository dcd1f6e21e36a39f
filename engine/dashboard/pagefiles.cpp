// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/pagefiles.h"

namespace emitter {

const PageFile *findPageFile(std::string_view path)
{
    for (const PageFile &file : pageFiles()) {
        if (file.path == path)
            return &file;
    }
    return nullptr;
}

}
