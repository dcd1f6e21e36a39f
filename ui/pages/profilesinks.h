// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/parsedtext.h"
#include "ui/pages/profilelist.h"

namespace emitter {

class SinkTest;

/// Sinks: the table, the form that their rows make, and the test of a connection.
class ProfileSinks : public ProfileList
{
    Q_OBJECT
public:
    ProfileSinks(Draft &draft, const SinkRegistry &sinks, Dialogs &dialogs);

    SinkTest &test() { return *m_test; }

protected:
    std::vector<FormRow> rowsOf(int row) const override;
    std::vector<FormRow> allRows() const override;
    std::vector<TextChange> newItem() const override;
    void refresh() override;

private:
    std::string typeOf(int row) const;
    void makeMenu();
    /// Refuses a type that this program lacks.
    Result<void> changeType(const std::string &path, const std::string &type);

    const SinkRegistry &m_sinks;
    const std::string m_types; ///< `a|b|c`
    const Field m_typeRow;
    SinkTest *m_test;
};

/// The rows of one kind of sink and those that all have, without name and type.
std::vector<FormRow> sinkRows(const SinkDescriptor *sink);

/// The profile's text with another type for a sink: keys that the new type does not know go.
Result<ParsedText> withSinkType(
    const ParsedText &text, const std::string &sink, const SinkDescriptor &type);

}
