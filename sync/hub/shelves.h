// Course editions: taken in from OCI image layouts, listed in a signed catalogue, served by the OCI distribution pull API.
// Nothing is served that was not verified by digest when it was taken in.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "sync/hub/books.h"
#include "sync/hub/http.h"

namespace carrel::hub {

struct Published {
  std::string course;
  std::string edition;
  std::string title;
  std::string manifest;         ///< Digest.
  std::int64_t size = 0;        ///< Bytes of the manifest and all it names.
  bool is_new = true;           ///< False when these very bytes were published before.
};

/// Takes in every edition of an OCI image layout. The course's name is the manifest's annotation "vnd.carrel.course.name", else
/// the part before ':' of the layout's ref name, else the folder's name. Fault::corrupt with what is wrong in `place`;
/// nothing of an edition is listed unless all of it was verified and stored.
sync::Result<std::vector<Published>> publish(Books& books, std::filesystem::path const& layout, sync::WallTime now);

/// GET /v1/catalogue
sync::Result<sync::Answer> serve_catalogue(Books& books, sync::Headers const& headers, sync::WallTime now);
/// GET /v2/{course}/manifests/{reference}
sync::Result<sync::Answer> serve_manifest(Books& books, std::string_view course, std::string_view reference,
                                          sync::Headers const& headers);
/// GET /v2/{course}/blobs/{digest}
sync::Result<sync::Answer> serve_blob(Books& books, std::string_view course, std::string_view digest,
                                      sync::Headers const& headers);

}  // namespace carrel::hub
