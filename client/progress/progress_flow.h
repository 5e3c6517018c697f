// Deeds about progress: reading is gathered sealed and leaves as one letter, a quiz attempt leaves as its own. Both after everything
// that protects a person.
#pragma once

#include "client/app/desk_context.h"
#include "client/progress/progress.h"

namespace carrel::client {

/// Keeps it; sends the gathered statements as one letter once there are gathered_max of them. Inside the transaction that saves
/// what was read, so that a power cut cannot take the one and leave the other.
sync::Done keep_reading(Desk& desk, ChapterRead const& read);
/// Makes a letter of what was gathered. Called at Leave; without anything gathered it is success and sends nothing.
sync::Done send_reading(Desk& desk);
/// Inside the caller's transaction; after its commit: "Your answer is saved. Your result counts when the platform has it."
sync::Result<sync::ActionId> file_quiz_attempt(Desk& desk, QuizAttempt const& attempt, std::string const& quiz_title);

}  // namespace carrel::client
