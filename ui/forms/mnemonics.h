// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace emitter {

/// Gives every visible button, check box and label with a buddy below `root` a letter of its text
/// to press with Alt: each letter once, and none that the window's menus use. When there are more
/// texts than letters, letters are shared: then each press goes to the next one.
void assignMnemonics(QWidget *root);

}
