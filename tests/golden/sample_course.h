// Courses for the golden screens: an invented chapter with every kind of block, a quiz, and a library in all its states.
#pragma once

#include "tests/golden/sample_state.h"

namespace carrel::client {

/// The library, a course, the reader and the quiz, each in the states that have words of their own.
std::vector<Scene> course_scenes(std::string const& language, Policies const& policies);

/// A chapter that holds every block the packer can say.
Chapter sample_chapter(std::string const& language);
Quiz sample_quiz(std::string const& language);

}  // namespace carrel::client
