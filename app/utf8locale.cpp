// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/utf8locale.h"

#include <clocale>
#include <cstdlib>
#include <langinfo.h>
#include <string_view>

namespace emitter {

void useUtf8Locale()
{
    std::setlocale(LC_ALL, "");
    if (std::string_view(nl_langinfo(CODESET)) != "UTF-8")
        setenv("LC_ALL", "C.UTF-8", 1);
    std::setlocale(LC_ALL, "C"); // numbers and messages stay as they are
}

}
