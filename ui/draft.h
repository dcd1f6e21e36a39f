// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "profile/parsedtext.h"
#include "profile/profilereader.h"
#include "profile/textedit.h"
#include "run/plan.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <functional>
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
    /// From now on the values are planned too: plan() is there, and problems() has what the plan
    /// finds. `sinks` outlives the draft.
    void planWith(const SinkRegistry &sinks);

    /// Replaces everything; the undo stack starts anew. On failure the draft stays as it was.
    Result<void> load(const QString &fileName);
    /// A profile without a file, e.g. the built-in example.
    void open(const QString &text, const QString &title);
    Result<void> save();
    Result<void> saveAs(const QString &fileName);
    /// What was typed but has not reached the text yet does so now. save() does it by itself; call
    /// it before profile() is handed to a run.
    void finishEdits() { Q_EMIT editsWanted(); }

    const QString &fileName() const { return m_fileName; } ///< empty: never saved
    QString title() const; ///< for the window's title: the file's name without its folder
    bool isModified() const { return !m_undo.isClean(); }
    QUndoStack &undoStack() { return m_undo; }

    const std::string &text() const { return m_text.text(); }
    /// The values of the text; absent while it has errors.
    const std::optional<Profile> &profile() const { return m_outcome.profile; }
    const std::optional<Plan> &plan() const { return m_plan; } ///< likewise
    const std::vector<Problem> &problems() const { return m_problems; }
    const ReadOutcome &outcome() const { return m_outcome; }
    const ReadOptions &readOptions() const { return m_options; }

    /// What is written at a path, also while other parts have errors; nullptr: nothing.
    const Node *node(std::string_view path) const;
    /// nullptr: the text is not readable.
    const Node *root() const { return m_outcome.tree ? &*m_outcome.tree : nullptr; }
    /// The text of one value; absent when there is none.
    std::optional<QString> written(std::string_view path) const;
    /// A value with its variables put in, as a run reads it; absent when that is not possible.
    std::optional<std::string> expanded(const Node &value) const;
    std::size_t itemCount(std::string_view list) const;
    /// The first problem of `path` or of something below it; nullptr: none.
    const Problem *problemAt(std::string_view path) const;
    /// Whether a variable is set in the environment; its value stays there.
    bool isVariableSet(const std::string &name) const;

    /// One step of undo; `what` is its name in the Edit menu ("Change rate"). Nothing changes when
    /// `change` fails.
    using TextFunction = std::function<Result<ParsedText>(const ParsedText &text)>;
    Result<void> edit(const QString &what, const TextFunction &change);
    void setText(std::string text, const QString &what);
    Result<void> setValues(const std::vector<TextChange> &changes, const QString &what);
    /// As one step for all that is typed into a field: steps with the same path become one until
    /// endTyping().
    Result<void> typeValue(const std::string &path, const QString &value, const QString &what);
    void endTyping() { ++m_typing; }
    Result<void> removeKey(const std::string &path, const QString &what);

    Result<void> addItem(
        const std::string &list, std::size_t index, const std::vector<TextChange> &values);
    /// `nameKey`, where not empty, gets a name that is not taken yet.
    Result<void> duplicateItem(
        const std::string &list, std::size_t index, const std::string &nameKey);
    Result<void> removeItem(const std::string &list, std::size_t index);
    Result<void> moveItem(const std::string &list, std::size_t from, std::size_t to);
    /// `wanted`, or `wanted-2`, `wanted-3` ...: what no item of the list has under `key`.
    std::string freeName(
        const std::string &list, const std::string &key, const std::string &wanted) const;

Q_SIGNALS:
    void changed(); ///< text, values and problems
    void replaced(); ///< by another profile, or by what is in its file now
    void fileChanged(); ///< another file, or saved under another name
    void editsWanted(); ///< see finishEdits()

private:
    friend class TextStep;
    void apply(ParsedText text);
    void push(ParsedText text, const QString &what, const std::string &typedAt);

    ReadOptions m_options;
    const SinkRegistry *m_sinks = nullptr;
    QString m_fileName;
    QString m_title;
    ParsedText m_text;
    ReadOutcome m_outcome;
    std::optional<Plan> m_plan;
    std::vector<Problem> m_problems;
    QUndoStack m_undo;
    int m_typing = 0;
};

}
