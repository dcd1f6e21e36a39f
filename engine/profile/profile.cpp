// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile.h"

#include "base/text.h"

#include <algorithm>

namespace emitter {

bool EmbeddingSpec::isOpenAi() const
{
    const std::string url = lowerCase(baseUrl);
    const std::size_t scheme = url.find("://");
    const std::size_t begin = scheme == std::string::npos ? 0 : scheme + 3;
    return url.substr(begin, url.find_first_of(":/?", begin) - begin) == "api.openai.com";
}

bool Profile::isClosedLoop() const
{
    return asFastAsPossible
        || std::any_of(services.begin(), services.end(),
            [](const ServiceSpec &service) { return !service.ratePerSecond; });
}

}
