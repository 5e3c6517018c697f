// What a learner did in a course, as statements in the manner of xAPI: who is the letter's business, so a statement holds verb, object,
// moment and result. Reading is gathered and leaves as one letter; a quiz attempt is a letter of its own, since its result counts.
// Pure; keeping and sending is progress_flow.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/json.h"
#include "sync/base/time.h"

namespace carrel::client {

/// A chapter read to its end, or opened again. Reading time is not measured: it would say more than the platform must know.
struct ChapterRead {
  std::string course, edition, chapter;
  bool to_the_end = false;
  sync::WallTime at{};
};

struct QuizAttempt {
  std::string course, edition, quiz;
  int right = 0;
  int questions = 0;
  std::vector<std::vector<int>> answers;  ///< Per question the chosen options, counted from 0.
  sync::WallTime at{};
};

sync::Json to_statement(ChapterRead const& read);
sync::Json to_statement(QuizAttempt const& attempt);

/// Adds to what waits; a later statement about the same chapter stands in for an earlier one that says no more.
void gather(std::vector<ChapterRead>& waiting, ChapterRead const& read);

/// Statements that leave in one letter at the most, and the number from which a letter is made without waiting for the end of the session.
inline constexpr std::size_t gathered_max = 50;

}  // namespace carrel::client
