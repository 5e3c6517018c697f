#include "tests/bench/complaints.h"

#include <array>
#include <cstdint>
#include <fstream>
#include <sstream>

#include "tests/bench/measure.h"

namespace carrel::bench {
namespace {

constexpr std::array first{"Awa",   "Lucas", "Inès",  "Tom",   "Mei",   "Jonas", "Sara",   "Noor",  "Pavel", "Chiara",
                           "Malik", "Elodie", "Samira", "Yannick", "Fatou", "Bruno", "Helene", "Karim", "Ewa",   "Theo",
                           "Nadia", "Joris", "Amina", "Pascal", "Lena", "Omar",  "Camille", "Dario", "Ngozi", "Agnes"};
constexpr std::array last{"Diallo", "Ferreira", "Marchand", "Okafor", "Lin",   "Weber",   "Haddad", "Novak",  "Rossi", "Sidibe",
                          "Petit",  "Kaya",     "Moreau",   "Lefevre", "Nguyen", "Benali", "Schmitt", "Costa", "Dubois", "Ivanova",
                          "Mensah", "Garnier",  "Roux",     "Silva",  "Bauer", "Keita",   "Laurent", "Osei"};
constexpr std::array domains{"example.org", "example.com", "mail.example.net", "example.fr"};

/// The same in every run, without a pattern that a packer could find (SplitMix64).
std::uint64_t scatter(std::uint64_t n) {
  n = (n + 1) * 0x9e3779b97f4a7c15u;
  n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9u;
  n = (n ^ (n >> 27)) * 0x94d049bb133111ebu;
  return n ^ (n >> 31);
}

std::string lower(std::string text) {
  for (auto& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

}  // namespace

Complaints::Complaints() {
  std::ifstream in(HOUSE_TOP "/tests/bench/complaints.txt");
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    Told told;
    std::getline(fields, told.nature, '|');
    std::getline(fields, told.details, '|');
    std::getline(fields, told.outcome, '|');
    std::getline(fields, told.whom, '|');
    if (!told.outcome.empty()) told_.push_back(std::move(told));
  }
  if (told_.size() < 111) give_up("there are too few complaints to measure with");
}

client::ComplaintDraft Complaints::next() {
  auto const n = at_++;
  // Not in the order of the file, so that one, ten and a hundred are a mixture each. 37 shares no divisor with their number.
  auto const& told = told_[(n * 37 + 5) % told_.size()];
  auto dice = scatter(n);
  auto const roll = [&dice](std::uint64_t sides) {
    auto const side = dice % sides;
    dice = scatter(dice);
    return side;
  };
  client::ComplaintDraft draft;
  draft.route = client::Aim::complaint;
  draft.filer = client::Filer::learner;
  std::string const given = first[roll(first.size())], family = last[roll(last.size())];
  draft.name = given + " " + family;
  auto const number = roll(3) == 0 ? std::to_string(roll(90)) : std::string();
  auto const mailbox = lower(given == "Inès" ? "ines" : given) + (roll(2) == 0 ? "." : "") + lower(family) + number;
  draft.email = mailbox + "@" + domains[roll(domains.size())];
  draft.phone = (roll(2) == 0 ? "+33 6" : "07") + std::to_string(10'000'000 + roll(89'999'999));
  draft.student_id = std::to_string(100'000 + roll(900'000));
  draft.nature = told.nature;
  draft.details = told.details;
  draft.spoken_to = told.whom.empty() ? client::YesNo::no : client::YesNo::yes;
  draft.spoken_to_whom = told.whom;
  draft.desired_outcome = told.outcome;
  return draft;
}

}  // namespace carrel::bench
