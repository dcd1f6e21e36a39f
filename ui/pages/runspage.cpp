// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runspage.h"

namespace emitter {

RunsPage::RunsPage(EngineHost &, Dialogs &, QWidget *parent)
    : QWidget(parent)
{
}

}
