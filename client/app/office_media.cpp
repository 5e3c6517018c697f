// Sticks: what is on them, and how a file comes from one into a draft.
#include "client/app/office_inner.h"
#include "client/complaints/attachment_flow.h"

namespace carrel::client {

using sync::Done;
using sync::Fault;
using sync::Now;

namespace {

constexpr std::size_t rows_max = 400;            // More than a person looks through; the page says that there are more.
constexpr std::size_t piece_bytes = 256 * 1024;  // A slow stick gives it in a quarter of a second.

std::string last_name(std::string const& path) {
  auto const slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string folder_above(std::string const& path) {
  auto const slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::string_view trouble_for(Fault fault) {
  if (fault == Fault::stale) return "complaint.files.refused.changed";
  return fault == Fault::refused ? "complaint.files.refused.kind" : "complaint.files.refused.gone";
}

MediaView view_of(std::string const& path, std::vector<sync::MediaEntry> const& entries) {
  MediaView view;
  view.path = path;
  if (!path.empty()) view.shown = plain_name(last_name(path));
  view.more = entries.size() > rows_max;
  for (auto const& one : entries) {
    if (view.rows.size() == rows_max) break;
    view.rows.push_back({one.name, plain_name(one.name), one.folder, one.size});
  }
  return view;
}

}  // namespace

Done Office::Inner::carry_out(ListMedia const& intent, Now, Events& out) {
  CHECKED(someone_is_here());
  auto path = intent.path;
  auto const sticks = media->list("", rows_max + 1);
  bool const only_one = sticks && sticks->size() == 1;
  if (path.empty() && only_one) path = sticks->front().name;  // One stick needs no choice.
  auto const entries = path.empty() ? sticks : media->list(path, rows_max + 1);
  auto view = view_of(path, entries ? *entries : std::vector<sync::MediaEntry>{});
  view.gone = !entries;
  bool const top = path.empty() || (only_one && folder_above(path).empty());
  if (!top) view.above = folder_above(path);
  out.push_back(MediaListed{std::move(view)});
  return {};
}

Done Office::Inner::carry_out(AttachFile const& intent, Now now, Events& out) {
  CHECKED(someone_is_here());
  file_on_its_way.reset();
  auto at = desk(now);
  TRY(draft, find_draft(at.db, *at.vault));
  auto const refuse = [&](std::string_view why) {
    out.push_back(FileBeingRead{});
    out.push_back(TroubleArose{std::string(why)});
    return Done{};
  };
  auto file = media->open(intent.path);
  if (!file) return refuse(trouble_for(file.error().fault));
  auto const have = draft ? draft->files : std::vector<Attachment>{};
  if (auto const why = refuse_size((*file)->size(), have, policies.evidence); !why.empty()) return refuse(why);
  file_on_its_way.emplace(FileOnItsWay{std::move(*file), last_name(intent.path), intent.draft});
  out.push_back(FileBeingRead{FileReading{plain_name(file_on_its_way->name), 0}});
  return {};
}

Done Office::Inner::read_on(Now now, Events& out) {
  auto& job = *file_on_its_way;
  auto const end = [&](std::string_view why) {
    file_on_its_way.reset();
    out.push_back(FileBeingRead{});
    if (!why.empty()) out.push_back(TroubleArose{std::string(why)});
    return Done{};
  };
  auto const piece = job.file->read(piece_bytes);
  if (!piece) return end(trouble_for(piece.error().fault));
  job.bytes.insert(job.bytes.end(), piece->begin(), piece->end());
  auto const size = job.file->size();
  if (!piece->empty()) {
    // What cannot be taken is not read to its end.
    if (!sniff(job.bytes, false)) return end("complaint.files.refused.kind");
    out.push_back(FileBeingRead{FileReading{plain_name(job.name), static_cast<double>(job.bytes.size()) / static_cast<double>(size)}});
    return {};
  }
  auto at = desk(now);
  auto const refused = attach_file(at, job.form, job.name, job.bytes);
  if (!refused) {
    static_cast<void>(static_cast<bool>(end({})));
    return refused.error();
  }
  if (refused->empty()) CHECKED(tell_complaints(now, out));
  return end(*refused);
}

Done Office::Inner::carry_out(StopAttaching const&, Now, Events& out) {
  file_on_its_way.reset();
  out.push_back(FileBeingRead{});
  return {};
}

Done Office::Inner::carry_out(RemoveAttachment const& intent, Now now, Events& out) {
  CHECKED(someone_is_here());
  auto at = desk(now);
  TRY(refused, remove_attachment(at, intent.digest, intent.removed));
  if (!refused.empty()) out.push_back(TroubleArose{std::string(refused)});
  return tell_complaints(now, out);
}

}  // namespace carrel::client
