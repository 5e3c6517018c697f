// What the hub tells the devices themselves: its name, whom a person may ask, and its keys; and how keys are replaced.
// Every announcement has a number and is signed by the key that the devices trust before it. A replaced key signs nothing more; what
// was sealed to it is opened for ever.
#pragma once

#include <string>

#include "sync/hub/books.h"

namespace carrel::hub {

struct HubSettings {
  std::int64_t revision = 0;
  std::string name;
  std::string support_email, support_phone;  ///< Empty: not stated.
};

/// As announced last; before the first time, the hub's name alone.
sync::Result<HubSettings> present_settings(Books& books);

/// The envelope that names `keys`, signed by the keys the hub has now.
sync::Json signed_settings(Books const& books, HubSettings const& settings, Keys const& keys, sync::WallTime now);

/// Tells every device; the number is the next one, whatever `wanted` says.
sync::Done announce(Books& books, HubSettings wanted, sync::WallTime now);

/// New keys to sign with and to seal to, told to every device under the signature of the present ones, which devices believe until
/// `until`. Everything known of the learners is stated anew. The keys file changes with the books or not at all: a cut between
/// the two is finished by follow_rotation.
sync::Done rotate_keys(Books& books, sync::WallTime until, sync::WallTime now);

/// Takes up the keys that the books speak of: after a cut, or when another process has replaced them. Cheap when nothing changed.
/// Fault::corrupt when the keys file does not hold them.
sync::Done follow_rotation(Books& books);

}  // namespace carrel::hub
