// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/http/healthcheck.h"

#include "rest/restanswer.h"

namespace emitter::httpsink {

using Error = HttpResponse::Error;

Result<void> judgeHealth(
    const HttpResponse &answer, const std::string &url, const HttpHeaders &headers)
{
    const bool reached = answer.error == Error::None;
    const bool refusesUs = answer.status == 401 || answer.status == 403;
    if (reached
        && (answer.isSuccess() || (answer.status >= 400 && answer.status < 500 && !refusesUs)))
        return {};
    Problem problem;
    problem.cause = answer.error == Error::BadRequest ? Cause::Input : Cause::Unreachable;
    problem.text = reasonOf(answer, "GET", url, headers);
    if (isRedirect(answer))
        problem.remedy = "Set `url` to the address that it redirects to.";
    else if (reached && refusesUs)
        problem.remedy = "Set `token`, or `user` and `password`.";
    else if (answer.error == Error::Tls)
        problem.remedy =
            "Install the certificate of its authority; `insecure: true` skips the check.";
    else if (answer.error == Error::BadRequest)
        problem.remedy = "Correct `url` and `headers`.";
    else if (reached)
        problem.remedy = "Look into the server's log; `health_path: \"\"` skips this check.";
    else
        problem.remedy = "Is it running? Start one with: emitter mock distributor";
    return problem;
}

}
