// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/file/filesink.h"

#include <algorithm>
#include <array>

namespace emitter::filesink {
namespace {

constexpr std::size_t entriesAtOnce = 256;
constexpr std::size_t bytesAtOnce = 256 << 10;

constexpr std::array rows{
    Field{.key = "path",
        .type = Field::Path,
        .required = true,
        .label = QT_TRANSLATE_NOOP("file", "File"),
        .help = QT_TRANSLATE_NOOP("file", "Its folder must exist. With gzip, \".gz\" is added.")},
    Field{.key = "format",
        .type = Field::Choice,
        .fallback = "json",
        .choices = QT_TRANSLATE_NOOP("profile", "json|text"),
        .label = QT_TRANSLATE_NOOP("file", "Format"),
        .help = QT_TRANSLATE_NOOP(
            "file", "json: one object per line; text: time, level, service, message.")},
    Field{.key = "rotate_bytes",
        .type = Field::Size,
        .fallback = "0",
        .label = QT_TRANSLATE_NOOP("file", "Rotate at"),
        .help = QT_TRANSLATE_NOOP("file", "Start a new file before this size; 0: never."),
        .unit = QT_TRANSLATE_NOOP("profile", "bytes")},
    Field{.key = "rotate_keep",
        .type = Field::Integer,
        .fallback = "0",
        .min = 0,
        .max = 1'000'000,
        .label = QT_TRANSLATE_NOOP("file", "Old files"),
        .help = QT_TRANSLATE_NOOP("file", "How many old files to keep; 0: all."),
        .unit = QT_TRANSLATE_NOOP("profile", "files")},
    Field{.key = "gzip",
        .type = Field::Boolean,
        .fallback = "false",
        .label = QT_TRANSLATE_NOOP("file", "Compress"),
        .help = QT_TRANSLATE_NOOP("file", "Write a gzip file that is valid at any time.")},
    Field{.key = "append",
        .type = Field::Boolean,
        .fallback = "true",
        .label = QT_TRANSLATE_NOOP("file", "Continue an existing file"),
        .help = QT_TRANSLATE_NOOP("file", "false: empty it at the start.")},
    Field{.key = "embedding",
        .type = Field::Boolean,
        .fallback = "false",
        .label = QT_TRANSLATE_NOOP("file", "With vectors"),
        .help = QT_TRANSLATE_NOOP("file", "Add each entry's vector as \"embedding\"; json only.")},
    Field{.key = "fsync",
        .type = Field::Boolean,
        .fallback = "false",
        .label = QT_TRANSLATE_NOOP("file", "Wait for the disk"),
        .help = QT_TRANSLATE_NOOP("file", "After each batch; \"delivered\" is then durable.")},
};

std::string finalPath(const FieldValues &values)
{
    std::string path = values.text("path");
    if (values.boolean("gzip") && !path.ends_with(".gz"))
        path += ".gz";
    return path;
}

std::size_t countLines(std::string_view text)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

LogFileSettings::Existing existingOf(const SinkConfig &config)
{
    using Existing = LogFileSettings::Existing;
    if (config.purpose == SinkConfig::Purpose::Check)
        return Existing::Leave;
    return config.values.boolean("append") ? Existing::Continue : Existing::Empty;
}

SinkTraits traits(const FieldValues &values)
{
    return {.wantsVectors = values.boolean("embedding"),
        .strength = values.boolean("fsync") ? Strength::Durable : Strength::Accepted,
        .target = finalPath(values)};
}

Result<std::unique_ptr<Sink>> create(SinkConfig config)
{
    const FieldValues &values = config.values;
    const bool embedding = values.boolean("embedding");
    Problem problem;
    if (values.text("path").empty() || values.text("path") == "-") {
        problem.text =
            "sink \"" + config.name + "\": \"" + values.text("path") + "\" is not a file";
        problem.remedy = "Set `path` to a file, or use the stdout sink.";
        return problem;
    }
    if (embedding && values.text("format") == "text") {
        problem.text = "sink \"" + config.name + "\": a line of text has no place for a vector";
        problem.remedy = "Set `format: json`, or `embedding: false`.";
        return problem;
    }
    return std::unique_ptr<Sink>(std::make_unique<FileSink>(
        values.text("format") == "json" ? EntryFormat::json(embedding) : EntryFormat::text(),
        LogFileSettings{.path = finalPath(values),
            .rotateBytes = values.size("rotate_bytes"),
            .rotateKeep = static_cast<std::uint32_t>(values.integer("rotate_keep")),
            .gzip = values.boolean("gzip"),
            .existing = existingOf(config),
            .sync = values.boolean("fsync")}));
}

}

FileSink::FileSink(EntryFormat format, LogFileSettings settings)
    : m_format(std::move(format))
    , m_file(std::move(settings))
{
}

Result<void> FileSink::open(const Content &content)
{
    m_renderer.emplace(content, m_format);
    return m_file.open();
}

std::size_t FileSink::entryBytes() const
{
    return m_renderer ? m_renderer->typicalBytes() + 1 : 0;
}

void FileSink::send(Batch batch, std::function<void(SendResult)> done)
{
    done(write(*batch.entries));
}

SendResult FileSink::write(std::span<const Entry> entries)
{
    std::size_t delivered = 0;
    bool unsure = false;
    for (std::size_t next = 0; next < entries.size() && m_failure.empty();) {
        m_buffer.clear();
        while (next < entries.size() && m_buffer.size() < bytesAtOnce) {
            const auto piece =
                entries.subspan(next, std::min(entries.size() - next, entriesAtOnce));
            m_renderer->appendAll(m_buffer, piece, "\n");
            next += piece.size();
        }
        LogFile::Written written = m_file.write(m_buffer);
        if (written.failure.empty())
            delivered = next;
        else
            delivered += countLines(std::string_view(m_buffer).substr(0, written.taken));
        unsure = unsure || written.unsure;
        m_failure = std::move(written.failure);
        m_bytes.fetch_add(written.bytes, std::memory_order_relaxed);
    }
    if (m_failure.empty())
        return {};
    SendResult result;
    result.items.assign(entries.size(), Outcome::Fatal);
    std::fill_n(
        result.items.begin(), delivered, unsure ? Outcome::Unconfirmed : Outcome::Delivered);
    result.reasons.emplace_back(
        m_failure, static_cast<std::uint32_t>(entries.size() - (unsure ? 0 : delivered)));
    return result;
}

Result<void> FileSink::finish(std::int64_t)
{
    return m_file.close();
}

SinkDescriptor descriptor()
{
    return {.id = "file",
        .description =
            QT_TRANSLATE_NOOP("sinks", "writes entries to a file, with rotation and gzip"),
        .rows = rows,
        .traits = traits,
        .create = create};
}

}
