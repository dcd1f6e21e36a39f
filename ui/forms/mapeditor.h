// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "profile/parsedtext.h"
#include "ui/forms/fieldeditor.h"

#include <string>

class QTableWidget;

namespace emitter {

/// A small table of names and texts, e.g. headers. The empty row at its end adds one.
class MapEditor : public FieldEditor
{
    Q_OBJECT
public:
    explicit MapEditor(QWidget *parent);
    void show(const Node *written) override;
    void finish() override;

private:
    void store(int row, int column);
    void removeCurrent();

    QTableWidget *m_table;
    QStringList m_names; ///< as they are written
};

/// The profile's text with another name for a key of the mapping at `path`; its value, which may be
/// a secret that is not shown, stays byte for byte. Fails, with nothing changed, when the name is
/// taken or would show the secret.
Result<ParsedText> withKeyRenamed(const ParsedText &text, const std::string &path,
    const std::string &key, const std::string &name);

}
