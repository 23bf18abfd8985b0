// xapian_guard.h - the one place where Xapian's exceptions become errors.
//
//   return xapian_guard("opening index", [&] { return Xapian::Database(path); });
#pragma once

#include <string>
#include <type_traits>

#include <xapian.h>

#include "waymark/base/result.h"

namespace waymark {

template <typename Action>
auto xapian_guard(std::string_view doing, Action&& action) -> Result<std::invoke_result_t<Action>> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Action>>) {
      action();
      return {};
    } else {
      return action();
    }
  } catch (const Xapian::DatabaseNotFoundError& error) {
    return fail(ErrorCode::NotFound, std::string(doing) + ": " + error.get_msg());
  } catch (const Xapian::DatabaseError& error) {
    return fail(ErrorCode::Unavailable, std::string(doing) + ": " + error.get_msg());
  } catch (const Xapian::Error& error) {
    return fail(ErrorCode::Failed, std::string(doing) + ": " + error.get_msg());
  }
}

}  // namespace waymark
