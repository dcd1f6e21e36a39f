// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field.h"
#include "base/result.h"
#include "profile/textedit.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace emitter {

/// One line of a form: a setting's row, and where it stands below the form's path.
struct FormRow
{
    const Field *field = nullptr;
    std::string key; ///< `rate_per_sec`, `retry.attempts`; empty: the path itself
    const char *context = "profile"; ///< of the translation
    /// Written beside it when its mapping is not there yet, e.g. the other levels' weights; paths
    /// below the form's. Until then they are the row's placeholder, too.
    std::vector<TextChange> together = {};
    /// An exact problem of the mapping that it stands in is shown beside it, too: `all are 0`.
    bool speaksForParent = false;
    /// Where given, takes a new text in the draft's place: for a value on which other keys depend.
    std::function<Result<void>(const std::string &text)> store = {};
};

inline void appendRows(std::vector<FormRow> &rows, std::span<const Field> fields,
    const char *context = "profile", const std::string &prefix = {})
{
    for (const Field &field : fields)
        rows.push_back({&field, prefix + std::string(field.key), context});
}

}
