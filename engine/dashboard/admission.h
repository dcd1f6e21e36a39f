// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "dashboard/requesthead.h"

#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// Who may read what, decided on the raw head, before anything is answered or upgraded.
///
/// - Host must be an address, `localhost` or a name of this machine: a page that made its own name
///   point here (DNS rebinding) sends that name.
/// - Origin, which browsers send and others do not, must be the Host's: another page's script gets
///   nothing (RFC 6455, 10.2).
/// - With a token, what tells of the run wants it: `Authorization: Bearer` for answers,
///   the subprotocol `token.<token>` for the stream, as a page's script can set no header there.
struct Admission
{
    std::vector<std::string> names; ///< of this machine, in lower case
    Secret token; ///< empty: none wanted

    /// 0: welcome; else 401 or 403.
    int refusal(const RequestHead &head, bool open) const;

private:
    bool isHostKnown(std::string_view host) const;
    bool hasToken(const RequestHead &head) const;
};

/// The subprotocol that the stream speaks, offered beside the token's.
inline constexpr std::string_view streamProtocol = "emitter.v1";

}
