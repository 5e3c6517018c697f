// Everything has a limit, with its reason, here; and the limits check each other.
#pragma once

#include <chrono>
#include <cstddef>

namespace carrel::sync::limits {

using namespace std::chrono_literals;

/// The slowest link we plan for: 64 kbit/s.
inline constexpr std::size_t slowest_link_bytes_per_s = 64'000 / 8;

/// One piece of a large blob: what a cut may cost.
inline constexpr std::size_t piece_bytes = 32 * 1024;
static_assert(piece_bytes <= 5 * slowest_link_bytes_per_s, "a cut may cost five seconds of air time, not more");

/// One sealed action. A complaint of 20,000 characters in four-byte UTF-8 fits with room for the form around it.
inline constexpr std::size_t action_bytes_max = 128 * 1024;

/// Actions in one batch request; 100 sealed complaints are about 33 kB, four seconds of the slowest link.
inline constexpr std::size_t batch_actions_max = 100;
inline constexpr std::size_t batch_bytes_max = 256 * 1024;

/// A file that goes with a complaint travels in parts, each an action of its own, so that a cut costs one part. So many bytes of the file
/// are in each but the last: sealed, with all around them, they just fill `piece_bytes`.
inline constexpr std::size_t evidence_part_bytes = 32'000;
/// What one complaint may bring along. On the slowest link 8 MB take 18 minutes, spread over as many connections as it needs.
inline constexpr std::size_t evidence_files_max = 3;
inline constexpr std::size_t evidence_file_bytes_max = 5'000'000;
inline constexpr std::size_t evidence_bytes_max = 8'000'000;
inline constexpr std::size_t evidence_name_bytes_max = 160;
static_assert(evidence_part_bytes < piece_bytes && piece_bytes < action_bytes_max, "a part is an action and a piece");

/// Any JSON answer the desk reads whole. News come in pages below this.
inline constexpr std::size_t answer_bytes_max = 1024 * 1024;

/// JSON nesting: deeper input is an attack on the stack, not a course.
inline constexpr std::size_t json_depth_max = 64;

/// Silence after which the courier gives up; total time is never a reason (a slow link is not a dead one).
inline constexpr std::chrono::seconds silence_max = 20s;
inline constexpr std::chrono::seconds connect_max = 15s;

/// Back-off between tries: full jitter between 0 and min(max, first * 2^n).
inline constexpr std::chrono::milliseconds retry_first = 2s;
inline constexpr std::chrono::milliseconds retry_max = 15min;

/// The courier ends after this long without work, so that TLS costs no memory while idle.
inline constexpr std::chrono::milliseconds courier_idle = 3s;

/// Texts of a form, in bytes of UTF-8.
inline constexpr std::size_t short_text_bytes_max = 400;
inline constexpr std::size_t long_text_bytes_max = 80'000;
static_assert(long_text_bytes_max < action_bytes_max, "the longest form text fits one action");

/// A chapter document, unpacked. Guards the reader against a small file that unpacks to gigabytes.
inline constexpr std::size_t chapter_bytes_max = 8 * 1024 * 1024;
/// All pictures of the open chapter together, as files: they stay in memory while it is read, on devices of 512 MB.
inline constexpr std::size_t chapter_pictures_bytes_max = 16 * 1024 * 1024;
static_assert(chapter_bytes_max <= chapter_pictures_bytes_max, "a single picture that may be read is also shown");
inline constexpr std::size_t manifest_bytes_max = 4 * 1024 * 1024;

}  // namespace carrel::sync::limits
