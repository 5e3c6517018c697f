#include "tests/bench/complaints.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "tests/bench/measure.h"

namespace carrel::bench {
namespace {

namespace fs = std::filesystem;

bool is_prose(std::string const& line) {
  return line.size() > 60 && line.find_first_of("|`#<[{:!") == std::string::npos && line[0] != '-' && line[0] != '>';
}

void add_sentences(fs::path const& file, std::vector<std::string>& out) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!is_prose(line)) continue;
    for (std::size_t from = 0; from < line.size();) {
      auto const stop = line.find(". ", from);
      auto const end = stop == std::string::npos ? line.size() : stop + 1;
      if (end - from > 20) out.push_back(line.substr(from, end - from));
      from = end + 1;
    }
  }
}

}  // namespace

Complaints::Complaints() {
  std::vector<fs::path> files;
  for (auto const& entry : fs::recursive_directory_iterator(HOUSE_TOP "/assets/courses"))
    if (entry.path().extension() == ".md") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (auto const& file : files) add_sentences(file, sentences_);
  for (auto const* more : {"README.md", "docs/decisions.md", "docs/dependencies.md"}) add_sentences(fs::path(HOUSE_TOP) / more, sentences_);
  if (sentences_.size() < 100) give_up("the demo courses hold too little prose");
  std::size_t bytes = 0;
  for (auto const& sentence : sentences_) bytes += sentence.size();
  tell("complaints are made of " + std::to_string(bytes) + " bytes of prose");
}

std::string Complaints::prose(std::size_t bytes_min) {
  std::string text;
  while (text.size() < bytes_min) {
    if (!text.empty()) text += ' ';
    text += sentences_[at_++ % sentences_.size()];
  }
  return text;
}

client::ComplaintDraft Complaints::next() {
  constexpr std::array first{"Awa", "Lucas", "Inès", "Tom", "Mei", "Jonas", "Sara", "Noor", "Pavel", "Chiara", "Malik"};
  constexpr std::array last{"Diallo", "Ferreira", "Marchand", "Okafor", "Lin", "Weber", "Haddad", "Novak", "Rossi", "Traoré",
                            "Petit", "Kaya", "Moreau"};
  constexpr std::array natures{"mentoring", "payment", "project_review", "certificate", "support", "platform", "course_content"};
  auto const n = number_++;
  auto const pick = [n](auto const& list) { return std::string(list[n * 5 % list.size()]); };
  client::ComplaintDraft draft;
  draft.route = client::Aim::complaint;
  draft.filer = client::Filer::learner;
  draft.name = pick(first) + " " + pick(last);
  draft.email = pick(first) + "." + pick(last) + std::to_string(n * 37 % 90) + "@example.org";
  draft.phone = "+33 6 " + std::to_string(10'000'000 + n * 7'654'321 % 89'999'999);
  draft.student_id = std::to_string(100'000 + n * 104'729 % 900'000);
  draft.nature = pick(natures);
  draft.details = prose(350);
  draft.spoken_to = n % 3 == 0 ? client::YesNo::no : client::YesNo::yes;
  if (draft.spoken_to == client::YesNo::yes) draft.spoken_to_whom = "Student Success, " + pick(first);
  draft.desired_outcome = prose(80);
  return draft;
}

}  // namespace carrel::bench
