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
#include <utility>

namespace emitter {
namespace {

std::string reason(int error)
{
    return std::strerror(error);
}

Problem cannotRead(const std::string &fileName, int error)
{
    Problem problem;
    problem.text = "the profile " + fileName
        + " cannot be read: " + (error == EISDIR ? "it is a folder" : reason(error));
    problem.remedy = error == EACCES || error == EPERM
        ? "Its owner can make it and its folders readable for you (chmod); or name another one."
        : "Check the name, or leave -c out to use config.yaml here.";
    problem.cause = Cause::NoInput;
    return problem;
}

Problem wrongBytes(const std::string &fileName, std::string text, std::string remedy)
{
    Problem problem;
    problem.text = std::move(text);
    problem.remedy = std::move(remedy);
    problem.file = fileName;
    return problem;
}

Problem cannotWrite(const std::string &fileName, const std::string &why, const std::string &remedy)
{
    Problem problem;
    problem.text = fileName + " cannot be written: " + why;
    problem.remedy = remedy;
    problem.cause = Cause::CannotCreate;
    return problem;
}

/// Before anything was begun: the place is wrong.
Problem wrongPlace(const std::string &fileName, const std::string &why)
{
    return cannotWrite(
        fileName, why, "Name a file in a folder that exists and that you may write to.");
}

Problem writingFailed(const std::string &fileName, int error)
{
    return cannotWrite(fileName, reason(error),
        "The old file is as it was. Free some space or choose another place.");
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
        return cannotRead(fileName, errno);
    if (S_ISDIR(about.st_mode))
        return cannotRead(fileName, EISDIR);
    // Opening must not wait for a pipe's writer, reading may.
    const int flags = ::fcntl(file.get(), F_GETFL);
    if (flags < 0 || ::fcntl(file.get(), F_SETFL, flags & ~O_NONBLOCK) != 0)
        return cannotRead(fileName, errno);
    std::string text(largestProfile + 4, '\0');
    std::size_t size = 0;
    while (size < text.size()) {
        const ssize_t got = ::read(file.get(), text.data() + size, text.size() - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cannotRead(fileName, errno);
        if (got == 0)
            break;
        size += static_cast<std::size_t>(got);
    }
    text.resize(size);
    if (auto problem = checkSize(SourceText(text)))
        return wrongBytes(fileName, std::move(problem->text), std::move(problem->remedy));
    if (text.find('\0') != std::string::npos || !isCleanUtf8(text))
        return wrongBytes(
            fileName, "the profile is not UTF-8 text", "Is it a YAML file? Save it as UTF-8.");
    return text;
}

Result<void> requireReplaceable(const std::string &fileName)
{
    const std::string target = resolved(fileName);
    struct stat old
    {
    };
    if (::stat(target.c_str(), &old) == 0 && !S_ISREG(old.st_mode))
        return wrongPlace(
            fileName, S_ISDIR(old.st_mode) ? "it is a folder" : "it is not a regular file");
    if (::access(folderOf(target).c_str(), W_OK | X_OK) != 0)
        return wrongPlace(fileName, reason(errno));
    return {};
}

Result<void> writeFileAtomically(const std::string &fileName, std::string_view bytes, FileMode mode)
{
    if (auto replaceable = requireReplaceable(fileName); !replaceable)
        return replaceable;
    const std::string target = resolved(fileName);
    struct stat old
    {
    };
    const bool exists = ::stat(target.c_str(), &old) == 0;
    const std::string folder = folderOf(target);
    std::string temporary = folder + "/.emitter-save-XXXXXX";
    const OpenFile file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!file.isOpen())
        return writingFailed(fileName, errno);
    int error = ::fchmod(file.get(), modeFor(exists ? &old : nullptr, mode)) == 0 ? 0 : errno;
    if (error == 0)
        error = writeAll(file.get(), bytes);
    if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0)
        error = errno;
    if (error != 0) {
        ::unlink(temporary.c_str());
        return writingFailed(fileName, error);
    }
    const OpenFile directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.isOpen())
        ::fsync(directory.get()); // some file systems cannot; the rename itself is already whole
    return {};
}

}
