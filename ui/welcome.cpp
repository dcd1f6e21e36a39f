// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome.h"

#include "ui/actionbutton.h"
#include "ui/icons.h"
#include "ui/windowactions.h"

#include <QHBoxLayout>
#include <QLabel>

namespace emitter {

Welcome::Welcome(const WindowActions &actions, QWidget *parent)
    : QWidget(parent)
{
    auto *icon = new QLabel;
    icon->setPixmap(makeIcon(Icon::Program).pixmap(64));
    icon->setAlignment(Qt::AlignCenter);
    auto *title = new QLabel(tr("Make log traffic"));
    QFont big = title->font();
    big.setPointSizeF(big.pointSizeF() * 1.7);
    big.setBold(true);
    title->setFont(big);
    title->setAlignment(Qt::AlignCenter);
    auto *text = new QLabel(tr("The example writes the entries of two services to a file.\n"
                               "Nothing leaves this computer."));
    text->setObjectName(QStringLiteral("muted"));
    text->setAlignment(Qt::AlignCenter);
    auto *example = new ActionButton(actions.example, tr("Try the e&xample"));
    example->setDefault(true);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(new ActionButton(actions.open, tr("&Open a profile…")));
    row->addWidget(new ActionButton(actions.newProfile, tr("&New profile")));
    row->addStretch(1);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(icon);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(6);
    layout->addWidget(example, 0, Qt::AlignHCenter);
    layout->addLayout(row);
    layout->addStretch(3);
    setFocusProxy(example);
}

}
