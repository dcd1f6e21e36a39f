// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/summary.h"

#include <string>
#include <string_view>

namespace emitter {

/// The tables of the HTML report; each is a card, or nothing when there is nothing to show.
std::string targetsCard(const Summary &summary);
std::string auditCard(const Summary &summary);
std::string sinksCard(const Summary &summary);
/// What the stores hold, when they were verified.
std::string verificationCard(const Summary &summary);
std::string servicesCard(const Summary &summary);
std::string poolsCard(const Summary &summary);
std::string errorsCard(const Summary &summary);
std::string settingsCard(const Summary &summary);

/// A name from outside: cut, escaped, and kept from turning the text around it.
std::string nameHtml(std::string_view name, std::size_t maxCharacters = 60);

}
