// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/textlines.h"

#include <algorithm>
#include <vector>

namespace emitter {
namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

/// Each with its line end.
std::vector<std::string_view> rawLines(std::string_view text)
{
    std::vector<std::string_view> lines;
    for (std::size_t begin = 0;;) {
        const std::size_t end = text.find('\n', begin);
        if (end == std::string_view::npos) {
            lines.push_back(text.substr(begin));
            return lines;
        }
        lines.push_back(text.substr(begin, end + 1 - begin));
        begin = end + 1;
    }
}

QString shown(std::string_view line)
{
    if (line.ends_with('\n'))
        line.remove_suffix(1);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return QString::fromUtf8(line.data(), static_cast<qsizetype>(line.size()));
}

std::string_view withoutMark(std::string_view text)
{
    return text.starts_with(byteOrderMark) ? text.substr(byteOrderMark.size()) : text;
}

}

QStringList linesOf(std::string_view text)
{
    QStringList lines;
    for (const std::string_view line : rawLines(withoutMark(text)))
        lines.append(shown(line));
    return lines;
}

std::string withLines(const std::string &text, const QStringList &lines)
{
    const std::string_view body = withoutMark(text);
    const std::vector<std::string_view> old = rawLines(body);
    const std::string_view newLine = body.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
    const auto oldCount = static_cast<qsizetype>(old.size());
    const auto same = [&](qsizetype mine, qsizetype other) {
        return shown(old[static_cast<std::size_t>(other)]) == lines[mine];
    };
    const qsizetype most = std::min(oldCount, lines.size());
    qsizetype head = 0;
    while (head < most && same(head, head))
        ++head;
    qsizetype tail = 0;
    while (tail < most - head && same(lines.size() - 1 - tail, oldCount - 1 - tail))
        ++tail;

    std::string out(text.substr(0, text.size() - body.size()));
    for (qsizetype i = 0; i < head; ++i)
        out += old[static_cast<std::size_t>(i)];
    // The last line has no end of its own; when lines follow it now, it needs one.
    if (head == oldCount && head < lines.size())
        out += newLine;
    for (qsizetype i = head; i < lines.size() - tail; ++i) {
        out += lines[i].toStdString();
        if (i + 1 < lines.size())
            out += newLine;
    }
    for (qsizetype i = oldCount - tail; i < oldCount; ++i)
        out += old[static_cast<std::size_t>(i)];
    // And when the lines behind it are gone, none is left over.
    if (tail == 0 && lines.size() == head && head < oldCount) {
        if (out.ends_with('\n'))
            out.pop_back();
        if (out.ends_with('\r'))
            out.pop_back();
    }
    return out;
}

}
