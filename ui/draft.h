// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "profile/profilereader.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <optional>
#include <string>
#include <vector>

namespace emitter {

/// The profile that is open in the window. Its text is the truth: forms and tables change the text
/// through the functions below, so comments, order and quotes stay, and every change is one step of
/// undo. After each change the text is read again, so values and problems are always those of the
/// text. Nothing here opens a sink or the network. GUI thread.
class Draft : public QObject
{
    Q_OBJECT
public:
    /// How texts are read: the sinks of this build, the environment.
    explicit Draft(ReadOptions options, QObject *parent = nullptr);

    /// Replaces everything; the undo stack starts anew. On failure the draft stays as it was.
    Result<void> load(const QString &fileName);
    /// A profile without a file, e.g. the built-in example.
    void open(const QString &text, const QString &title);
    Result<void> save();
    Result<void> saveAs(const QString &fileName);

    const QString &fileName() const { return m_fileName; } ///< empty: never saved
    QString title() const; ///< for the window's title: the file's name without its folder
    bool isModified() const { return !m_undo.isClean(); }
    QUndoStack &undoStack() { return m_undo; }

    const std::string &text() const { return m_text; }
    /// The values of the text; absent while it has errors.
    const std::optional<Profile> &profile() const { return m_outcome.profile; }
    const std::vector<Problem> &problems() const { return m_outcome.problems; }
    const ReadOutcome &outcome() const { return m_outcome; }
    const ReadOptions &readOptions() const { return m_options; }

    /// One step of undo; `what` is its name in the Edit menu ("Change rate").
    void setText(std::string text, const QString &what);

Q_SIGNALS:
    void changed(); ///< text, values and problems
    void fileChanged(); ///< another file, or saved under another name

private:
    friend class TextStep;
    void apply(std::string text);

    ReadOptions m_options;
    QString m_fileName;
    QString m_title;
    std::string m_text;
    ReadOutcome m_outcome;
    QUndoStack m_undo;
};

}
