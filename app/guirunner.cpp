// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/guirunner.h"

#include "app/calibratecommand.h"
#include "app/dashboard.h"
#include "app/profileloading.h"
#include "app/quickstart.h"
#include "history/runhistory.h"
#include "host/enginehost.h"
#include "http/httpclient.h"
#include "run/exitcode.h"
#include "ui/dialogs.h"
#include "ui/mainwindow.h"
#include "verify/recordfolder.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTranslator>

#include <cstdio>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace emitter {
namespace {

const QString translations = QStringLiteral(":/translations");

bool isSet(const char *variable)
{
    return !processEnvironment(variable).value_or("").empty();
}

// Qt would end the process where it finds no display.
bool hasDisplay()
{
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") || isSet("QT_QPA_PLATFORM");
}

const char noDisplay[] = "error: there is no display for the window%s\n"
                         "  Run the profile without it: emitter --batch -c profile.yaml\n";

// Qt ends the process by SIGABRT where nobody answers at the display that is named.
void tellOfNoDisplay(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type == QtFatalMsg && text.contains(QStringLiteral("platform plugin"))) {
        std::fprintf(stderr, noDisplay, " (nobody answers where DISPLAY or WAYLAND_DISPLAY says)");
        std::_Exit(Unavailable);
    }
    std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, text)));
}

QStringList languageCodes()
{
    QStringList codes;
    for (QString name : QDir(translations).entryList({QStringLiteral("emitter_*.qm")}))
        codes.append(name.mid(8).chopped(3));
    return codes;
}

void setIdentity()
{
    QCoreApplication::setApplicationName(QStringLiteral("emitter"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("emitter"));
    QGuiApplication::setDesktopFileName(QStringLiteral("emitter"));
}

/// What the window says, and what Qt says in it: file dialogs and the menus of text fields.
struct Languages
{
    QTranslator own;
    QTranslator ofQt;
};

void speak(Languages &languages, QSettings &settings)
{
    const Preferences chosen = Preferences::load(WindowSettings(settings));
    if (!chosen.language.isEmpty())
        QLocale::setDefault(QLocale(chosen.language));
    const QString separator = QStringLiteral("_");
    // Without a language of ours it is English, which has a file too: for one entry and two
    // entries.
    if (!languages.own.load(QLocale(), QStringLiteral("emitter"), separator, translations))
        std::ignore = languages.own.load(QStringLiteral("emitter_en"), translations);
    else if (languages.ofQt.load(QLocale(languages.own.language()), QStringLiteral("qtbase"),
                 separator, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&languages.ofQt);
    QCoreApplication::installTranslator(&languages.own);
}

/// Where the dashboard of the next run is; empty when the profile and the flags want none.
Result<QUrl> serveDashboard(Dashboard &dashboard, const CommandLine &line, const Profile &profile)
{
    auto place = dashboardPlace(line, profile);
    if (!place)
        return std::move(place.problem());
    if (!*place) {
        dashboard.stop();
        return QUrl();
    }
    if (auto served = dashboard.serve(std::move(**place)); !served)
        return std::move(served.problem());
    const Secret secret = dashboard.secretLink();
    return QUrl(QString::fromStdString(secret.isEmpty() ? dashboard.link() : secret.reveal()));
}

/// The profile that was named, or config.yaml here; without either the draft stays empty.
Result<void> loadDraft(Draft &draft, const CommandLine &line)
{
    const QString name = line.config                   ? QString::fromStdString(*line.config)
        : QFile::exists(QStringLiteral("config.yaml")) ? QStringLiteral("config.yaml")
                                                       : QString();
    return name.isEmpty() ? Result<void>{} : draft.load(QFileInfo(name).absoluteFilePath());
}

}

int runWindow(int &argc, char **argv, const CommandLine &line, const SinkRegistry &sinks)
{
    if (!hasDisplay()) {
        std::fprintf(stderr, noDisplay, " (DISPLAY and WAYLAND_DISPLAY are not set)");
        return Unavailable;
    }
    setIdentity();
    const QtMessageHandler usual = qInstallMessageHandler(tellOfNoDisplay);
    const QApplication application(argc, argv);
    qInstallMessageHandler(usual);
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("emitter"),
        QStringLiteral("emitter"));
    Languages languages;
    speak(languages, settings);
    Dashboard dashboard;
    EngineHost host({.sinks = sinks,
        .makeHttpClient = makeQnamClient,
        .recordsDirectory = RecordFolder::defaultDirectory(),
        .flushed = dashboard.flushed(),
        .adviseOn = calibrationWarnings,
        .listener = dashboard.listener()});
    ReadOptions reading;
    reading.sinks = schemasOf(sinks);
    reading.environment = processEnvironment;
    Draft draft(std::move(reading));
    if (const auto loaded = loadDraft(draft, line); !loaded) {
        std::fprintf(stderr, "%s\n", toText(loaded.problem()).c_str());
        return exitCodeFor(loaded.problem().cause);
    }
    DesktopDialogs dialogs;
    MainWindow window({.sinks = sinks,
        .host = host,
        .draft = draft,
        .dialogs = dialogs,
        .settings = settings,
        .exampleText = QString::fromUtf8(
            firstStartProfile.data(), static_cast<qsizetype>(firstStartProfile.size())),
        .exampleFolder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation),
        .historyFolder = QString::fromStdString(RunHistory::defaultDirectory()),
        .languages = languageCodes(),
        .serveDashboard = [&](const Profile &profile) {
            return serveDashboard(dashboard, line, profile);
        }});
    window.show();
    return QApplication::exec();
}

}
