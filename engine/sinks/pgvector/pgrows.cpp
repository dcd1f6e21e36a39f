// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/pgsettings.h"

#include <array>

namespace emitter::pgvectorsink {

std::span<const Field> rows()
{
    static constexpr std::array table{
        Field{.key = "host",
            .type = Field::Text,
            .required = true,
            .label = QT_TRANSLATE_NOOP("pgvector", "Host"),
            .help = QT_TRANSLATE_NOOP(
                "pgvector", "A name, an address, or the folder of a Unix socket.")},
        Field{.key = "port",
            .type = Field::Integer,
            .fallback = "5432",
            .min = 1,
            .max = 65535,
            .label = QT_TRANSLATE_NOOP("pgvector", "Port"),
            .help = QT_TRANSLATE_NOOP("pgvector", "The server's port.")},
        Field{.key = "user",
            .type = Field::Text,
            .fallback = "postgres",
            .label = QT_TRANSLATE_NOOP("pgvector", "User"),
            .help = QT_TRANSLATE_NOOP(
                "pgvector", "May insert into the table, or create what is missing.")},
        Field{.key = "password",
            .type = Field::Secret,
            .label = QT_TRANSLATE_NOOP("pgvector", "Password"),
            .help = QT_TRANSLATE_NOOP(
                "pgvector", "Without one, PGPASSWORD and ~/.pgpass are looked at.")},
        Field{.key = "database",
            .type = Field::Text,
            .fallback = "postgres",
            .label = QT_TRANSLATE_NOOP("pgvector", "Database"),
            .help = QT_TRANSLATE_NOOP("pgvector", "An existing database.")},
        Field{.key = "table_name",
            .type = Field::Text,
            .fallback = "logs",
            .label = QT_TRANSLATE_NOOP("pgvector", "Table"),
            .help = QT_TRANSLATE_NOOP(
                "pgvector", "table or schema.table, without quotes; created when it is missing.")},
        Field{.key = "sslmode",
            .type = Field::Choice,
            .choices = QT_TRANSLATE_NOOP("profile", "disable|prefer|require|verify-ca|verify-full"),
            .label = QT_TRANSLATE_NOOP("pgvector", "TLS"),
            .help = QT_TRANSLATE_NOOP(
                "pgvector", "As libpq has it. Unless set: verify-full, on this machine prefer.")},
        Field{.key = "ca_file",
            .type = Field::Path,
            .label = QT_TRANSLATE_NOOP("pgvector", "Certificate authority"),
            .help = QT_TRANSLATE_NOOP("pgvector",
                "PEM file to verify the server with; unless set, the system's authorities.")},
        Field{.key = "index",
            .type = Field::Choice,
            .fallback = "after",
            .choices = QT_TRANSLATE_NOOP("profile", "after|start|none"),
            .label = QT_TRANSLATE_NOOP("pgvector", "Indexes"),
            .help = QT_TRANSLATE_NOOP("pgvector",
                "When indexes are built: vectors (HNSW), full text (GIN), time (BRIN). start makes "
                "inserting many times slower.")},
        Field{.key = "index_timeout",
            .type = Field::Duration,
            .fallback = "30m",
            .label = QT_TRANSLATE_NOOP("pgvector", "Index time limit"),
            .help =
                QT_TRANSLATE_NOOP("pgvector", "What building indexes may take beyond the drain.")},
        Field{.key = "index_memory",
            .type = Field::Size,
            .fallback = "256MiB",
            .label = QT_TRANSLATE_NOOP("pgvector", "Index memory"),
            .help = QT_TRANSLATE_NOOP("pgvector",
                "maintenance_work_mem while building, unless the server's own is larger. A graph "
                "that does not fit is built much slower.")},
        Field{.key = "connections",
            .type = Field::Integer,
            .fallback = "2",
            .min = 1,
            .max = 64,
            .label = QT_TRANSLATE_NOOP("pgvector", "Connections"),
            .help = QT_TRANSLATE_NOOP("pgvector", "Batches that are inserted at the same time."),
            .unit = QT_TRANSLATE_NOOP("profile", "connections")},
        Field{.key = "level_case",
            .type = Field::Choice,
            .fallback = "upper",
            .choices = levelCaseWords,
            .label = QT_TRANSLATE_NOOP("pgvector", "Level names"),
            .help = QT_TRANSLATE_NOOP("pgvector", "INFO, info or Info.")},
        Field{.key = "synchronous_commit",
            .type = Field::Boolean,
            .fallback = "true",
            .label = QT_TRANSLATE_NOOP("pgvector", "Synchronous commit"),
            .help = QT_TRANSLATE_NOOP("pgvector",
                "false: the server answers before the disk has it; a crash of the server may lose "
                "the last entries, so delivered means accepted, not durable.")},
    };
    return table;
}

}
