// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/profilepage.h"

namespace emitter {

ProfilePage::ProfilePage(Draft &, const SinkRegistry &, Dialogs &, QWidget *parent)
    : QWidget(parent)
{
}

void ProfilePage::showProblem(const Problem &)
{
}

void ProfilePage::focusFilter()
{
}

}
