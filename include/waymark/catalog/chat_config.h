// chat_config.h - which chat services may ask, and what their people see.
#pragma once

#include <string>
#include <vector>

namespace waymark {

// Where a secret is kept; never the secret itself. A file holds one a line: two while it is being changed.
struct SecretPlace {
  std::string file;      // Relative to the folder of waymark.yaml.
  std::string variable;  // Of the environment.
};

struct SlackConfig {
  SecretPlace signing_secret;
  std::vector<std::string> workspaces;  // Ids of workspaces or organisations that may ask; never empty.
  std::vector<std::string> apps;        // Ids of the app; empty: any.
  std::string users;                    // A file of who is who; relative to the folder of waymark.yaml.
  std::string clearance;                // Of people that file does not name.
  std::string channel_clearance;        // Of answers everybody in a channel reads.
};

// One outgoing webhook of Microsoft Teams: everybody in its team reads the answers.
struct TeamsWebhook {
  std::string name;
  SecretPlace token;
  std::string clearance;
};

struct TeamsConfig {
  std::vector<TeamsWebhook> webhooks;
};

}  // namespace waymark
