-- Load for wrk: about 250 bytes of JSON a vote, a fresh random id each, many readers behind many addresses.
local n, threads = 0, 0

local function hex(length)
  local digits = {}
  for i = 1, length do digits[i] = string.format("%x", math.random(0, 15)) end
  return table.concat(digits)
end

function setup(thread)
  threads = threads + 1
  thread:set("id", threads)
end

function init()
  math.randomseed(os.time() * 1000 + id * 7919 + SEED)
end

function request()
  n = n + 1
  local uuid = hex(8) .. "-" .. hex(4) .. "-4" .. hex(3) .. "-8" .. hex(3) .. "-" .. hex(12)
  local body = '{"kind":"vote","id":"' .. uuid .. '","article":"article-' .. (n % 300)
    .. '","language":"it","version":"VERSION","value":' .. (n % 2) .. ',"age_ms":4200}'
  local address = "10." .. (n % 250) .. "." .. (math.floor(n / 250) % 250) .. "." .. (n % 240 + 1)
  local headers = {
    ["Content-Type"] = "application/json",
    ["Origin"] = "ORIGIN",
    ["X-Forwarded-For"] = address,
    ["User-Agent"] = "b/" .. (n % 977),
  }
  return wrk.format("POST", "/feedback/v1/items", headers, body)
end

function done(summary, latency)
  io.write(string.format(
    "RESULT %d %d %d %f %f\n",
    summary.requests, summary.errors.status, summary.duration, latency:percentile(50), latency:percentile(99)
  ))
end
