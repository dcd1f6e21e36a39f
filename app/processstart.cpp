// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/processstart.h"

#include "app/internalerror.h"

#include <exception>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace emitter {
namespace {

void leaveNoCoreFile()
{
    rlimit cores{};
    if (getrlimit(RLIMIT_CORE, &cores) != 0)
        return;
    cores.rlim_cur = 0;
    setrlimit(RLIMIT_CORE, &cores);
}

void keepStandardStreams()
{
    // The lowest free number is the one that is closed; opened the wrong way round it fails as
    // before.
    for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(number, F_GETFD) < 0
            && open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            return;
    }
}

}

void prepareProcess()
{
    std::set_terminate(exitWithInternalError);
    leaveNoCoreFile();
    keepStandardStreams();
}

}
