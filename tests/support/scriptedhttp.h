// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpclient.h"

#include <deque>
#include <functional>
#include <utility>
#include <vector>

namespace emitter {

/// Answers each request with the next line of a script; the last line answers for ever.
/// A script that is empty leaves requests unanswered until cancelAll().
class ScriptedHttp : public HttpClient
{
public:
    using Answer = std::function<HttpResponse(const HttpRequest &)>;

    explicit ScriptedHttp(std::vector<Answer> script = {})
        : m_script(script.begin(), script.end())
    {
    }
    void send(HttpRequest request, Done done) override
    {
        requests.push_back(request);
        if (m_script.empty()) {
            m_waiting.push_back(std::move(done));
            if (onUnanswered)
                onUnanswered();
            return;
        }
        const Answer answer = m_script.front();
        if (m_script.size() > 1)
            m_script.pop_front();
        done(answer(request));
    }
    void cancelAll() override
    {
        ++cancels;
        for (Done &done : std::exchange(m_waiting, {})) {
            HttpResponse response;
            response.error = HttpResponse::Error::Cancelled;
            done(response);
        }
    }
    int parallelism() const override { return 1; }

    std::vector<HttpRequest> requests;
    int cancels = 0;
    std::function<void()> onUnanswered;

private:
    std::deque<Answer> m_script;
    std::vector<Done> m_waiting;
};

}
