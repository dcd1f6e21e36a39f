// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batchrunner.h"
#include "app/calibratecommand.h"
#include "app/commandline.h"
#include "app/demo.h"
#include "app/findmaxcommand.h"
#include "app/guirunner.h"
#include "app/information.h"
#include "app/manual.h"
#include "app/mockcommand.h"
#include "app/printing.h"
#include "app/processstart.h"
#include "app/utf8locale.h"
#include "app/verifycommand.h"
#include "run/exitcode.h"
#include "run/version.h"

#include <QCoreApplication>

#include <cstdio>
#include <string>

using namespace emitter;
using Action = CommandLine::Action;

int main(int argc, char **argv)
{
    prepareProcess();
    const auto line = parseCommandLine({argv + 1, argv + argc});
    if (!line) {
        std::fprintf(stderr, "%s\n", toText(line.problem()).c_str());
        return UsageError;
    }
    if (line->action == Action::Help)
        return print(helpText());
    if (line->action == Action::Version)
        return print(std::string("emitter ") + version() + '\n');
    useUtf8Locale();
    const SinkRegistry sinks = SinkRegistry::builtIn();
    if (line->action == Action::Window)
        return runWindow(argc, argv, *line, sinks);
    const QCoreApplication application(argc, argv);
    switch (line->action) {
    case Action::Batch:
        return runBatch(*line, sinks);
    case Action::Demo:
        return runDemo(*line, sinks);
    case Action::Mock:
        return runMock(*line);
    case Action::Verify:
        return runVerify(*line, sinks);
    case Action::Calibrate:
        return runCalibrate(*line, sinks);
    case Action::FindMax:
        return runFindMax(*line, sinks);
    default:
        return showInformation(*line, sinks);
    }
}
