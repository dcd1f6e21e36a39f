// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

namespace emitter {

struct Node;

/// Edits one setting's text. It never judges: what is wrong is said by the draft, and shown by the
/// form. Made by makeFieldEditor(), one kind for each Field::Type.
class FieldEditor : public QWidget
{
    Q_OBJECT
public:
    explicit FieldEditor(QWidget *parent = nullptr);

    /// What the text says now; nullptr: the key is not there, the default holds.
    virtual void show(const Node *written) = 0;
    virtual void setUnit(const QString &) { }
    virtual void setPlaceholder(const QString &) { }
    /// What is still being typed is told now.
    virtual void finish() { }
    /// Around what can have the focus.
    void setWrong(bool wrong);
    bool isWrong() const { return m_wrong; }

    enum class Typing { GoesOn, Ended };
    Q_ENUM(Typing)

Q_SIGNALS:
    /// `key` is empty but for mappings.
    void edited(const QString &key, const QString &text, emitter::FieldEditor::Typing typing);
    void removed(const QString &key); ///< back to the default
    void renamed(const QString &key, const QString &name); ///< of mappings; the value stays

protected:
    void setContent(QWidget *content);
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_wrong = false;
};

/// What editors ask the outside for.
struct EditorMeans
{
    /// Asks for a file; empty: cancelled. `existing`: one that is read; it is optional in every
    /// row, while what a sink writes to is required.
    std::function<QString(QWidget *parent, bool existing)> chooseFile;
    std::function<bool(const std::string &variable)> isVariableSet;
    /// Takes a step of undo back, or forth.
    std::function<void()> undo;
    std::function<void()> redo;
};

FieldEditor *makeFieldEditor(
    const Field &field, const char *context, const EditorMeans &means, QWidget *parent);

}
