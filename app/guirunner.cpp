// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/guirunner.h"

#include "app/profileloading.h"
#include "host/enginehost.h"
#include "http/httpclient.h"
#include "run/exitcode.h"
#include "ui/dialogs.h"
#include "ui/mainwindow.h"
#include "verify/recordfolder.h"

#include <QApplication>

#include <cstdio>
#include <utility>

namespace emitter {

int runWindow(int &argc, char **argv, const CommandLine &line, const SinkRegistry &sinks)
{
    const QApplication application(argc, argv);
    EngineHost host({.sinks = sinks,
        .makeHttpClient = makeQnamClient,
        .recordsDirectory = RecordFolder::defaultDirectory()});
    ReadOptions options;
    options.sinks = schemasOf(sinks);
    options.environment = processEnvironment;
    Draft draft(std::move(options));
    if (line.config) {
        if (const auto loaded = draft.load(QString::fromStdString(*line.config)); !loaded) {
            std::fprintf(stderr, "%s\n", toText(loaded.problem()).c_str());
            return exitCodeFor(loaded.problem().cause);
        }
    }
    DesktopDialogs dialogs;
    MainWindow window({sinks, host, draft, dialogs});
    window.show();
    return QApplication::exec();
}

}
