// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profilefile.h"

#include "base/openfile.h"
#include "base/text.h"
#include "profile/profilereader.h"
#include "profile/profileyaml.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace emitter {
namespace {

std::string reason(int error)
{
    return std::strerror(error);
}

Problem cannotRead(const std::string &fileName, const std::string &why)
{
    Problem problem;
    problem.text = "the profile " + fileName + " cannot be read: " + why;
    problem.remedy = "Check the name, or leave -c out to use config.yaml here.";
    problem.cause = Cause::NoInput;
    return problem;
}

Problem wrongBytes(const std::string &fileName, const std::string &text)
{
    Problem problem;
    problem.text = text;
    problem.file = fileName;
    return problem;
}

Problem cannotWrite(const std::string &fileName, int error)
{
    Problem problem;
    problem.text = fileName + " cannot be written: " + reason(error);
    problem.remedy = "The old file is as it was. Free some space or choose another place.";
    problem.cause = Cause::CannotCreate;
    return problem;
}

/// 0, or the error.
int writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0 ? 0 : errno;
}

std::string folderOf(const std::string &fileName)
{
    const std::size_t slash = fileName.rfind('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : fileName.substr(0, slash);
}

/// Where a symbolic link points to, so that saving replaces the file and not the link.
std::string resolved(const std::string &fileName)
{
    char *path = ::realpath(fileName.c_str(), nullptr);
    if (!path)
        return fileName;
    std::string target(path);
    std::free(path);
    return target;
}

mode_t modeFor(const struct stat *old, FileMode mode)
{
    if (old)
        return mode == FileMode::Private ? old->st_mode & S_IRWXU : old->st_mode & 07777U;
    if (mode == FileMode::Private)
        return S_IRUSR | S_IWUSR;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0644U & ~mask;
}

}

Result<std::string> loadProfileText(const std::string &fileName)
{
    const OpenFile file(::open(fileName.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat about
    {
    };
    if (!file.isOpen() || ::fstat(file.get(), &about) != 0)
        return cannotRead(fileName, reason(errno));
    if (S_ISDIR(about.st_mode))
        return cannotRead(fileName, "it is a folder");
    // Opening must not wait for a pipe's writer, reading may.
    const int flags = ::fcntl(file.get(), F_GETFL);
    if (flags < 0 || ::fcntl(file.get(), F_SETFL, flags & ~O_NONBLOCK) != 0)
        return cannotRead(fileName, reason(errno));
    std::string text(largestProfile + 4, '\0');
    std::size_t size = 0;
    while (size < text.size()) {
        const ssize_t got = ::read(file.get(), text.data() + size, text.size() - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cannotRead(fileName, reason(errno));
        if (got == 0)
            break;
        size += static_cast<std::size_t>(got);
    }
    text.resize(size);
    if (SourceText(text).text().size() > largestProfile)
        return wrongBytes(fileName, "the profile is larger than 1 MiB");
    if (trimmed(text).empty())
        return wrongBytes(fileName, "the profile is empty");
    if (text.find('\0') != std::string::npos || !isCleanUtf8(text))
        return wrongBytes(fileName, "the profile is not UTF-8 text; is it a YAML file?");
    return text;
}

Result<void> writeFileAtomically(const std::string &fileName, std::string_view bytes, FileMode mode)
{
    const std::string target = resolved(fileName);
    struct stat old
    {
    };
    const bool exists = ::stat(target.c_str(), &old) == 0;
    if (exists && !S_ISREG(old.st_mode))
        return cannotWrite(fileName, S_ISDIR(old.st_mode) ? EISDIR : EINVAL);
    const std::string folder = folderOf(target);
    std::string temporary = folder + "/.emitter-save-XXXXXX";
    const OpenFile file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!file.isOpen())
        return cannotWrite(fileName, errno);
    int error = ::fchmod(file.get(), modeFor(exists ? &old : nullptr, mode)) == 0 ? 0 : errno;
    if (error == 0)
        error = writeAll(file.get(), bytes);
    if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0)
        error = errno;
    if (error != 0) {
        ::unlink(temporary.c_str());
        return cannotWrite(fileName, error);
    }
    const OpenFile directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.isOpen())
        ::fsync(directory.get()); // some file systems cannot; the rename itself is already whole
    return {};
}

}
