// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/fieldeditor.h"

class QCheckBox;
class QComboBox;
class QLabel;

namespace emitter {

/// One of several words. A text that is none of them is shown as it is, until another is chosen.
class ChoiceEditor : public FieldEditor
{
    Q_OBJECT
public:
    ChoiceEditor(const Field &field, const char *context, QWidget *parent);
    void show(const Node *written) override;

private:
    QString nameOf(std::string_view choice) const;

    const Field &m_field;
    const char *m_context; ///< of the row's translation
    QComboBox *m_box;
    QString m_shown;
};

/// True or false; half checked while the text is neither.
class BooleanEditor : public FieldEditor
{
    Q_OBJECT
public:
    BooleanEditor(const Field &field, QWidget *parent);
    void show(const Node *written) override;

private:
    const Field &m_field;
    QCheckBox *m_box;
    QLabel *m_word;
};

}
