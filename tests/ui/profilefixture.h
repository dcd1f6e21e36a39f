// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs.h"
#include "ui/draft.h"
#include "ui/pages/profilepage.h"
#include "ui/pages/profilesection.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <map>
#include <memory>
#include <string>

namespace emitter {

/// Nothing of the Profile page stops the user: only files are asked for.
class FileDialogs : public Dialogs
{
public:
    QString file;

    Unsaved askUnsaved(QWidget *, const QString &) override { return Unsaved::Cancel; }
    bool askQuitWhileRunning(QWidget *) override { return false; }
    bool askReload(QWidget *, const QString &) override { return false; }
    bool askOverwrite(QWidget *, const QString &) override { return false; }
    bool askDelete(QWidget *, const QString &) override { return false; }
    QString chooseFileToOpen(QWidget *, const QString &) override { return file; }
    QString chooseFileToSave(QWidget *, const QString &, const QString &, QString *) override
    {
        return file;
    }
    void showFailure(QWidget *, const QString &, const QString &) override { }
};

inline ReadOptions readOptions(
    const SinkRegistry &sinks, std::map<std::string, std::string> variables = {})
{
    ReadOptions options;
    for (const SinkDescriptor &sink : sinks.sinks())
        options.sinks.push_back({sink.id, sink.rows});
    options.environment = [variables = std::move(variables)](
                              const std::string &name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
    return options;
}

/// A Profile page of its own with the sinks of this build.
struct ProfileFixture
{
    explicit ProfileFixture(std::map<std::string, std::string> variables = {})
        : draft(readOptions(sinks, std::move(variables)))
    {
    }

    SinkRegistry sinks = SinkRegistry::builtIn();
    Draft draft;
    FileDialogs dialogs;
    std::unique_ptr<ProfilePage> page;

    ProfilePage &show(const std::string &text)
    {
        draft.open(QString::fromStdString(text), QStringLiteral("test"));
        page = std::make_unique<ProfilePage>(draft, sinks, dialogs);
        page->resize(1148, 700);
        page->show();
        page->activateWindow();
        for (int i = 0; i < 100 && !page->isActiveWindow(); ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        return *page;
    }
    /// The section with this title, shown.
    template <typename Section> Section &section()
    {
        for (std::size_t i = 0; i < page->sections().size(); ++i) {
            if (auto *found = qobject_cast<Section *>(page->sections()[i])) {
                page->showSection(static_cast<int>(i));
                return *found;
            }
        }
        std::abort();
    }
};

}
