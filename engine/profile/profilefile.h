// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace emitter {

/// Who may read a file that is written.
enum class FileMode {
    Kept, ///< as before; for a new file what the umask leaves of 0644
    Private, ///< the owner alone
};

/// Fails with cause CannotCreate where writeFileAtomically() would not find what it needs: a
/// regular file or none of that name, and a folder that takes a new file. Changes nothing.
Result<void> requireReplaceable(const std::string &fileName);

/// Puts `bytes` in the place of `fileName`, wholly or not at all: a temporary file in the same
/// folder is written, flushed to the disk and renamed. Follows a symbolic link; refuses what is not
/// a regular file. On failure the old file is untouched and no temporary file stays.
Result<void> writeFileAtomically(
    const std::string &fileName, std::string_view bytes, FileMode mode);

}
