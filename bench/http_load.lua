-- The queries of a log (mesh/queries.h) as requests, each connection's next one in turn.
local paths = {}

local function encoded(text)
  return (text:gsub("[^%w_-]", function(c) return string.format("%%%02X", c:byte()) end))
end

function init(arguments)
  for line in io.lines(arguments[1]) do
    local parts = {}
    for part in (line .. "\t"):gmatch("([^\t]*)\t") do parts[#parts + 1] = part end
    local path = "/api/v1/search?size=20&q=" .. encoded(parts[2])
    for i = 3, #parts do
      local field, value = parts[i]:match("^([^=]*)=(.*)$")
      if field then path = path .. "&" .. field .. "=" .. encoded(value) end
    end
    paths[#paths + 1] = path
  end
  math.randomseed(7)
end

function request() return wrk.format("GET", paths[math.random(#paths)]) end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("figures %.0f %.1fms %.1fms %.1fms %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
