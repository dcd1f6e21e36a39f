// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/profilelist.h"

namespace emitter {

/// Services: name, rate, arrival, and the mix of levels with the shares that it comes to.
class ProfileServices : public ProfileList
{
    Q_OBJECT
public:
    ProfileServices(Draft &draft, Dialogs &dialogs);

protected:
    std::vector<FormRow> rowsOf(int row) const override;
    std::vector<TextChange> newItem() const override;
    void refresh() override;
};

/// Pools of like emitters.
class ProfilePools : public ProfileList
{
    Q_OBJECT
public:
    ProfilePools(Draft &draft, Dialogs &dialogs);

protected:
    std::vector<FormRow> rowsOf(int row) const override;
    std::vector<TextChange> newItem() const override;
    void refresh() override;
};

/// Targets: one expression each.
class ProfileTargets : public ProfileList
{
    Q_OBJECT
public:
    ProfileTargets(Draft &draft, Dialogs &dialogs);

protected:
    std::vector<FormRow> rowsOf(int row) const override;
    std::vector<TextChange> newItem() const override;
};

}
