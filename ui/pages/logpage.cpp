// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/logpage.h"

namespace emitter {

LogPage::LogPage(EngineHost &, QWidget *parent)
    : QWidget(parent)
{
}

}
