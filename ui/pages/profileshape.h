// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/parsedtext.h"
#include "ui/forms/fieldform.h"
#include "ui/pages/profilesection.h"

namespace emitter {

class ProfileStages;
class RateCurve;

/// How much and how long: the run's length and factor, the shape with its stages, and the curve
/// that they come to.
class ProfileShape : public ProfileSection
{
    Q_OBJECT
public:
    ProfileShape(Draft &draft, Dialogs &dialogs);

    bool owns(std::string_view path) const override;
    bool showPath(std::string_view path) override;
    QStringList words() const override;

private:
    void refresh();
    std::vector<FormRow> loadRows() const;
    std::vector<FormRow> rowsOfShape(const std::string &type) const;

    Draft &m_draft;
    FieldForm *m_load;
    FieldForm *m_shape;
    ProfileStages *m_stages;
    RateCurve *m_curve;
};

/// The profile's text with another shape: keys without meaning for it go, those that it needs come
/// with a usual value.
Result<ParsedText> withShapeType(const ParsedText &text, const std::string &type);

}
