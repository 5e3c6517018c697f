#include "client/reader/place_store.h"

namespace carrel::client {
namespace {

using sync::Json;

constexpr char const* kind = "reading";

sync::JsonArray to_array(std::set<std::string> const& texts) {
  sync::JsonArray array;
  for (auto const& text : texts) array.push_back(text);
  return array;
}

std::set<std::string> to_set(sync::JsonArray const& array) {
  std::set<std::string> texts;
  for (auto const& item : array)
    if (auto const* text = item.string()) texts.insert(*text);
  return texts;
}

Reading from_json(std::string const& course, Json const& json) {
  Reading reading{course, json.text_or("edition", ""), json.text_or("chapter", ""), static_cast<int>(json.number_or("block", 0)),
                  to_set(json.list("read")), to_set(json.list("passed")), {}};
  if (auto const opened = sync::from_rfc3339(json.text_or("opened", ""))) reading.opened = *opened;
  return reading;
}

}  // namespace

sync::Done keep_place(sync::Db& db, sync::Vault const& vault, Reading const& reading) {
  auto const json = Json::object({{"edition", reading.edition}, {"chapter", reading.chapter}, {"block", reading.block},
                                  {"read", to_array(reading.read)}, {"passed", to_array(reading.passed)},
                                  {"opened", sync::to_rfc3339(reading.opened)}});
  return sync::put_item(db, vault, kind, reading.course, json);
}

sync::Result<Reading> find_place(sync::Db& db, sync::Vault const& vault, std::string const& course) {
  TRY(json, sync::get_item(db, vault, kind, course));
  return json ? from_json(course, *json) : from_json(course, {});
}

sync::Result<std::vector<Reading>> all_places(sync::Db& db, sync::Vault const& vault) {
  TRY(items, sync::list_items(db, vault, kind));
  std::vector<Reading> places;
  for (auto const& [course, json] : items) places.push_back(from_json(course, json));
  return places;
}

}  // namespace carrel::client
