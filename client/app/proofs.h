// Proof sheets for the author of a course: reads it from the first page to the last, with every solution open, and leaves a picture
// and a text trace of each page. Plays through the same window and desk as a person does; what is read counts for the first learner.
#pragma once

#include "client/app/tour.h"

namespace carrel::client {

/// `course` is the id of a course on this device. Writes NN-chapter-page.png and .txt into `folder`, which is made.
TourReport read_proofs(Front& front, DeskThread& desk, platform::Window& window, kit::Painter& painter,
                       std::filesystem::path const& folder, std::string const& course);

}  // namespace carrel::client
