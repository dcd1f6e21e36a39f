// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/sinksettings.h"

#include "profile/profilerows.h"

#include <array>

namespace emitter {

std::span<const Field> sinkHeadRows()
{
    static constexpr std::array rows{
        Field{.key = "type",
            .type = Field::Text,
            .required = true,
            .label = QT_TRANSLATE_NOOP("profile", "Type"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "Which kind of sink; `emitter --list-sinks` names them.")},
        Field{.key = "name",
            .type = Field::Text,
            .label = QT_TRANSLATE_NOOP("profile", "Name"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "Unique name; by itself the type, then type-2 and so on.")},
        Field{.key = "enabled",
            .type = Field::Boolean,
            .fallback = "true",
            .label = QT_TRANSLATE_NOOP("profile", "Enabled"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "false: the sink is left out, and its variables are not needed.")},
    };
    return rows;
}

std::span<const Field> sinkSettingRows()
{
    static constexpr std::array rows{
        Field{.key = "buffer_size",
            .type = Field::Integer,
            .min = 1,
            .max = 1e6,
            .label = QT_TRANSLATE_NOOP("profile", "Batch size"),
            .help = QT_TRANSLATE_NOOP("profile", "Entries per batch; absent: the profile's."),
            .unit = QT_TRANSLATE_NOOP("profile", "entries")},
        Field{.key = "flush_interval_ms",
            .type = Field::Integer,
            .min = 1,
            .max = 3.6e6,
            .label = QT_TRANSLATE_NOOP("profile", "Flush interval"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "Longest wait for a full batch; absent: the profile's."),
            .unit = "ms"},
        Field{.key = "max_batch_bytes",
            .type = Field::Size,
            .min = 1024,
            .max = 1073741824.0,
            .label = QT_TRANSLATE_NOOP("profile", "Largest batch"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "A batch is sent before it grows beyond this; absent: 8MiB."),
            .unit = QT_TRANSLATE_NOOP("profile", "bytes")},
        Field{.key = "queue_size",
            .type = Field::Integer,
            .min = 1,
            .max = 1e8,
            .label = QT_TRANSLATE_NOOP("profile", "Queue"),
            .help = QT_TRANSLATE_NOOP("profile",
                "Entries that may wait for this sink; absent: 1000000, in a closed loop 20000 or "
                "two "
                "batches."),
            .unit = QT_TRANSLATE_NOOP("profile", "entries")},
        Field{.key = "when_full",
            .type = Field::Choice,
            .choices = QT_TRANSLATE_NOOP("profile", "drop_newest|block"),
            .label = QT_TRANSLATE_NOOP("profile", "When full"),
            .help = QT_TRANSLATE_NOOP("profile",
                "drop_newest (the default) counts the loss; block slows the whole run.")},
        Field{.key = "connect_timeout",
            .type = Field::Duration,
            .min = 0.001,
            .max = 3600,
            .label = QT_TRANSLATE_NOOP("profile", "Connect timeout"),
            .help = QT_TRANSLATE_NOOP("profile", "Longest wait for a connection.")},
        Field{.key = "timeout",
            .type = Field::Duration,
            .min = 0.001,
            .max = 3600,
            .label = QT_TRANSLATE_NOOP("profile", "Timeout"),
            .help = QT_TRANSLATE_NOOP("profile", "Longest wait for the answer to one request.")},
        Field{.key = "insecure",
            .type = Field::Boolean,
            .fallback = "false",
            .label = QT_TRANSLATE_NOOP("profile", "Insecure"),
            .help = QT_TRANSLATE_NOOP("profile", "true: TLS certificates are not verified.")},
    };
    return rows;
}

std::span<const Field> retryRows()
{
    static constexpr std::array rows{
        Field{.key = "attempts",
            .type = Field::Integer,
            .min = 0,
            .max = 1000,
            .label = QT_TRANSLATE_NOOP("profile", "Attempts"),
            .help = QT_TRANSLATE_NOOP("profile", "Extra sends after the first; absent: 5.")},
        Field{.key = "base",
            .type = Field::Duration,
            .min = 0.001,
            .max = 3600,
            .label = QT_TRANSLATE_NOOP("profile", "First wait"),
            .help = QT_TRANSLATE_NOOP("profile",
                "Upper end of the first random wait, doubled each time; absent: 100ms.")},
        Field{.key = "max",
            .type = Field::Duration,
            .min = 0.001,
            .max = 3600,
            .label = QT_TRANSLATE_NOOP("profile", "Longest wait"),
            .help = QT_TRANSLATE_NOOP("profile", "No wait is longer than this; absent: 30s.")},
    };
    return rows;
}

}
