// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/fieldeditor.h"

class QLabel;

namespace emitter {

class UnitEdit;

/// Text, numbers, times, sizes, addresses, files and secrets: everything that is typed. Typing
/// reaches the profile after a short pause, with Return, or when the focus leaves; a secret only
/// with the last two, since half of a reference is not one.
class LineEditor : public FieldEditor
{
    Q_OBJECT
public:
    LineEditor(const Field &field, const EditorMeans &means, QWidget *parent);

    void show(const Node *written) override;
    void setUnit(const QString &unit) override;
    void setPlaceholder(const QString &text) override;
    void finish() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool takesUndoKey(QEvent *event);
    void tell(Typing typing);
    void browse();
    void showSecretState(const Node *written);

    const Field &m_field;
    const EditorMeans m_means;
    UnitEdit *m_edit;
    QLabel *m_state = nullptr; ///< of a secret: set or not
    QTimer m_pause;
    bool m_dirty = false;
};

}
