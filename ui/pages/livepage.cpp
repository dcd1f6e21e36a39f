// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/livepage.h"

namespace emitter {

LivePage::LivePage(EngineHost &, QWidget *parent)
    : QWidget(parent)
{
}

}
