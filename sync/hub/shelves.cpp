#include "sync/hub/shelves.h"

#include <algorithm>

#include "sync/hub/blob_folder.h"
#include "sync/trust/keys.h"
#include "sync/wire/catalogue_wire.h"

namespace carrel::hub {

using sync::Answer;
using sync::Done;
using sync::Error;
using sync::Fault;
using sync::Json;
using sync::Result;
namespace chrono = std::chrono;

namespace {

constexpr std::string_view course_type = "application/vnd.carrel.course.v1+json";
constexpr std::string_view catalogue_type = "application/vnd.carrel.catalogue.v1+json";
constexpr std::int64_t blob_bytes_max = std::int64_t{4} << 30;
constexpr chrono::days lease_length{45};

bool is_course_name(std::string_view text) {
  if (!sync::wire::is_path_word(text, 100)) return false;
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// A copy of the member, or null.
Json member(Json const& object, std::string_view name) {
  auto const* found = object.find(name);
  return found ? *found : Json();
}

struct Descriptor {
  std::string digest;
  std::int64_t size = 0;
};

Result<Descriptor> read_descriptor(Json const& json) {
  Descriptor out{json.text_or("digest", ""), json.number_or("size", -1)};
  if (!sync::wire::is_digest(out.digest) || out.size < 0 || out.size > blob_bytes_max)
    return Error{Fault::corrupt, "a descriptor without digest or size"};
  return out;
}

Result<Json> read_json_file(std::filesystem::path const& file) {
  TRY(bytes, read_part(file, 0, {}));
  return sync::parse_json(sync::as_text(bytes));
}

/// An edition as it is written into the books.
struct Edition {
  Published published;
  std::string language;
  std::string summary;
  std::string licence;
};

std::string first_of(std::initializer_list<std::string> choices) {
  for (auto const& choice : choices)
    if (!choice.empty()) return choice;
  return {};
}

Edition describe(Json const& manifest, Json const& config, std::string const& ref_name, std::string const& folder_name) {
  auto const notes = member(manifest, "annotations");
  auto const colon = ref_name.find(':');
  Edition out;
  out.published.course = first_of({notes.text_or("vnd.carrel.course.name", ""), config.text_or("course", ""),
                                   colon == std::string::npos ? "" : ref_name.substr(0, colon), folder_name});
  out.published.edition = first_of({notes.text_or("org.opencontainers.image.version", ""), config.text_or("edition", ""),
                                    config.text_or("version", ""),
                                    colon == std::string::npos ? ref_name : ref_name.substr(colon + 1), "1"});
  out.published.title = first_of({config.text_or("title", ""), notes.text_or("org.opencontainers.image.title", ""),
                                  out.published.course});
  out.language = first_of({config.text_or("language", ""), "und"});
  out.summary = first_of({config.text_or("summary", ""), notes.text_or("org.opencontainers.image.description", "")});
  out.licence = first_of({config.text_or("licence", ""), notes.text_or("org.opencontainers.image.licenses", ""),
                          "ALL-RIGHTS-RESERVED"});  // A missing licence grants nothing.
  return out;
}

/// Takes in all blobs of one manifest; the manifest itself last, so that it never names what is not there.
Result<Edition> take_edition(Books const& books, std::filesystem::path const& layout, Json const& entry,
                             std::string const& folder_name) {
  auto const from = layout / "blobs";
  auto const to = books.folder / "blobs";
  TRY(top, read_descriptor(entry));
  if (top.size > static_cast<std::int64_t>(sync::limits::manifest_bytes_max)) return Error{Fault::corrupt, "the manifest is too large"};
  TRY(digest, digest_of_file(blob_path(from, top.digest)));
  if (digest != top.digest) return Error{Fault::corrupt, "the manifest is not what its name says"};
  TRY(manifest, read_json_file(blob_path(from, top.digest)));
  if (manifest.text_or("artifactType", "") != course_type) return Error{Fault::corrupt, "this is not a course"};
  TRY(config_descriptor, read_descriptor(member(manifest, "config")));
  std::vector<Descriptor> blobs{config_descriptor};
  for (auto const& layer : manifest.list("layers")) {
    TRY(blob, read_descriptor(layer));
    bool const is_known = std::any_of(blobs.begin(), blobs.end(), [&](auto const& b) { return b.digest == blob.digest; });
    if (!is_known) blobs.push_back(blob);
  }
  std::int64_t size = top.size;
  for (auto const& blob : blobs) {
    CHECKED(take_blob(from, to, blob.digest, static_cast<std::uint64_t>(blob.size)));
    size += blob.size;
  }
  TRY(config, read_json_file(blob_path(to, config_descriptor.digest)));
  CHECKED(take_blob(from, to, top.digest, static_cast<std::uint64_t>(top.size)));
  auto edition = describe(manifest, config,
                          member(entry, "annotations").text_or("org.opencontainers.image.ref.name", ""), folder_name);
  edition.published.manifest = top.digest;
  edition.published.size = size;
  if (!is_course_name(edition.published.course)) return Error{Fault::corrupt, "the course's name does not fit an address"};
  if (!sync::wire::is_path_word(edition.published.edition, 100)) return Error{Fault::corrupt, "the edition's name does not fit an address"};
  return edition;
}

Done list_edition(Books& books, Edition& edition, sync::WallTime now) {
  auto& shown = edition.published;
  TRY(before, books.db.prepare("SELECT 1 FROM edition WHERE course = ? AND edition = ? AND manifest = ?"));
  TRY(found, before.bind(1, shown.course).bind(2, shown.edition).bind(3, shown.manifest).step());
  shown.is_new = !found;
  if (found) return {};
  TRY(row, books.db.prepare("INSERT OR REPLACE INTO edition(course, edition, manifest, size, title, language, summary, licence, "
                            "published) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  row.bind(1, shown.course).bind(2, shown.edition).bind(3, shown.manifest).bind(4, shown.size).bind(5, shown.title);
  row.bind(6, edition.language).bind(7, edition.summary).bind(8, edition.licence).bind(9, now);
  return row.run();
}

/// Leases are renewed on the first of a month, for that month and 45 days: so the catalogue's bytes, and with them its tag,
/// stay the same for a month.
sync::WallTime lease_end(sync::WallTime now) {
  chrono::year_month_day const today{chrono::floor<chrono::days>(now)};
  auto const next_month = today.year() / today.month() / 1 + chrono::months{1};
  return chrono::sys_days{next_month} + lease_length;
}

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

bool is_unchanged(sync::Headers const& headers, std::string const& etag) {
  auto const known = sync::find_header(headers, "If-None-Match");
  return known && tag_matches(*known, etag);
}

Answer unchanged(std::string const& etag) {
  Answer answer;
  answer.status = 304;
  answer.headers.emplace_back("ETag", etag);
  return answer;
}

Answer not_found() { return problem({404, "not_found", "There is no such thing here."}); }

Result<bool> has_course(Books& books, std::string_view course) {
  TRY(row, books.db.prepare("SELECT 1 FROM edition WHERE course = ?"));
  return row.bind(1, course).step();
}

}  // namespace

Result<std::vector<Published>> publish(Books& books, std::filesystem::path const& layout, sync::WallTime now) {
  auto const index = read_json_file(layout / "index.json");
  if (!index) return Error{Fault::corrupt, "no index.json: this is not an OCI image layout"};
  auto const folder_name = (layout.has_filename() ? layout : layout.parent_path()).filename().string();
  std::vector<Published> published;
  for (auto const& entry : index->list("manifests")) {
    TRY(edition, take_edition(books, layout, entry, folder_name));
    TRY(tx, sync::Transaction::begin(books.db));
    CHECKED(list_edition(books, edition, now));
    CHECKED(tx.commit());
    published.push_back(edition.published);
  }
  if (published.empty()) return Error{Fault::corrupt, "index.json names no manifest"};
  return published;
}

Result<Answer> serve_catalogue(Books& books, sync::Headers const& headers, sync::WallTime now) {
  auto const grant = Json::object({{"basis", "member_free"}, {"valid_until", sync::to_rfc3339(lease_end(now))}});
  TRY(rows, books.db.prepare("SELECT course, edition, manifest, size, title, language, summary, licence FROM edition "
                             "ORDER BY course, published DESC, edition DESC"));
  sync::JsonArray editions;
  for (;;) {
    TRY(more, rows.step());
    if (!more) break;
    editions.push_back(Json::object({{"course", rows.text(0)},
                                     {"edition", rows.text(1)},
                                     {"manifest", rows.text(2)},
                                     {"size", rows.integer(3)},
                                     {"title", rows.text(4)},
                                     {"language", rows.text(5)},
                                     {"summary", rows.text(6)},
                                     {"licence", rows.text(7)},
                                     {"grant", grant}}));
  }
  auto const payload = Json::object({{"v", 1}, {"editions", std::move(editions)}});
  auto answer = json_answer(200, signed_json(books.keys, catalogue_type, payload));
  // Weak, for the same catalogue may travel packed in several ways.
  auto const etag = "W/" + in_quotes(sync::digest_of(answer.body).text().substr(0, 22));
  if (is_unchanged(headers, etag)) return unchanged(etag);
  answer.headers.emplace_back("ETag", etag);
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  return answer;
}

Result<Answer> serve_manifest(Books& books, std::string_view course, std::string_view reference,
                              sync::Headers const& headers) {
  TRY(row, books.db.prepare("SELECT manifest FROM edition WHERE course = ?1 AND (manifest = ?2 OR edition = ?2)"));
  TRY(found, row.bind(1, course).bind(2, reference).step());
  if (!found) return not_found();
  auto const digest = row.text(0);
  auto const etag = in_quotes(digest);
  if (is_unchanged(headers, etag)) return unchanged(etag);
  Answer answer;
  TRY(bytes, read_part(blob_path(books.folder / "blobs", digest), 0, {}));
  answer.status = 200;
  answer.body = std::move(bytes);
  answer.headers = {{"Content-Type", std::string(sync::wire::manifest_type)}, {"ETag", etag}, {"Docker-Content-Digest", digest}};
  return answer;
}

Result<Answer> serve_blob(Books& books, std::string_view course, std::string_view digest, sync::Headers const& headers) {
  if (!sync::wire::is_digest(digest)) return problem({400, "digest_malformed", "A blob is named by its SHA-256."});
  TRY(known, has_course(books, course));
  auto const file = blob_path(books.folder / "blobs", digest);
  std::error_code code;
  auto const size = std::filesystem::file_size(file, code);
  if (!known || code) return not_found();
  auto const etag = in_quotes(digest);
  if (is_unchanged(headers, etag)) return unchanged(etag);

  auto const asked = sync::find_header(headers, "Range");
  auto const condition = sync::find_header(headers, "If-Range");
  ByteRange range;
  auto const kind = asked && (!condition || *condition == etag) ? read_range(*asked, size, range) : RangeAsked::whole;
  if (kind == RangeAsked::impossible) {
    auto answer = problem({416, "range_impossible", "The file has no such bytes."});
    answer.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
    return answer;
  }
  Answer answer;
  answer.headers = {{"Content-Type", "application/octet-stream"}, {"ETag", etag}, {"Accept-Ranges", "bytes"}};
  answer.status = 200;
  std::uint64_t first = 0;
  std::uint64_t count = size;
  if (kind == RangeAsked::part) {
    first = range.first;
    count = range.last - range.first + 1;
    answer.status = 206;
    answer.headers.emplace_back("Content-Range", "bytes " + std::to_string(range.first) + "-" +
                                                     std::to_string(range.last) + "/" + std::to_string(size));
  }
  TRY(bytes, read_part(file, first, count));
  answer.body = std::move(bytes);
  return answer;
}

}  // namespace carrel::hub
