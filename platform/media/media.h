// Removable media on Linux: what is mounted where desktops and udev rules mount sticks, or folders that an operator names.
// Every step down a path is taken from the folder before it, without following links, so that nothing outside is ever reached.
#pragma once

#include <filesystem>
#include <vector>

#include "sync/base/media.h"

namespace carrel::platform {

/// Where to look for media.
struct MediaPlace {
  std::filesystem::path folder;
  bool mounts_only = true;  ///< What is mounted below it, at any depth; otherwise every folder directly in it counts as a medium.
};

/// /media and /run/media, where udisks and most kiosks mount.
std::vector<MediaPlace> usual_media_places();

/// Looks anew at every call: media come and go.
class MountedMedia final : public sync::Media {
 public:
  explicit MountedMedia(std::vector<MediaPlace> places);
  sync::Result<std::vector<sync::MediaEntry>> list(std::string const& path, std::size_t entries_max) override;
  sync::Result<std::unique_ptr<sync::MediaFile>> open(std::string const& path) override;

 private:
  struct Medium {
    std::string name;
    std::filesystem::path folder;
  };
  std::vector<Medium> media() const;
  std::vector<MediaPlace> places_;
};

/// The folders mounted strictly below `place`, from the text of /proc/self/mountinfo (proc_pid_mountinfo(5)); names are unescaped.
std::vector<std::filesystem::path> mounts_below(std::filesystem::path const& place, std::string const& mountinfo);

}  // namespace carrel::platform
