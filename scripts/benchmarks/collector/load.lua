-- Load for wrk: about 250 bytes of JSON a vote, a fresh random id each, by readers of 62,500 networks and 977 browsers.
-- ISSO = 1 sends a comment of the same length instead, to an instance of Isso.
local n, hexadecimal = 0, {}
for i = 0, 255 do hexadecimal[i] = string.format("%02x", i) end

local function hex(bytes)
  local digits = {}
  for i = 1, bytes do digits[i] = hexadecimal[math.random(0, 255)] end
  return table.concat(digits)
end

function init()
  math.randomseed(os.time() * 1000 + SEED)
end

local function isso(article)
  local text = "Words of a reader who could not find the way, " .. hex(40)
  local body = '{"author":null,"email":null,"website":null,"parent":null,"title":"' .. article .. '","text":"' .. text .. '"}'
  return wrk.format("POST", "/new?uri=%2Fit%2F" .. article .. "%2F", { ["Content-Type"] = "application/json" }, body)
end

function request()
  n = n + 1
  local article = "article-" .. (n % 300)
  if ISSO == 1 then return isso(article) end
  local uuid = hex(4) .. "-" .. hex(2) .. "-4" .. hex(2):sub(2) .. "-8" .. hex(2):sub(2) .. "-" .. hex(6)
  local body = '{"kind":"vote","id":"' .. uuid .. '","article":"' .. article
    .. '","language":"it","version":"VERSION","value":' .. (n % 2) .. ',"age_ms":4200}'
  local headers = {
    ["Content-Type"] = "application/json",
    ["Origin"] = "ORIGIN",
    ["X-Forwarded-For"] = "10." .. (n % 250) .. "." .. (math.floor(n / 250) % 250) .. "." .. (n % 240 + 1),
    ["User-Agent"] = "b/" .. (n % 977),
  }
  return wrk.format("POST", "/feedback/v1/items", headers, body)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    "RESULT %d %d %d %f %f\n", summary.requests,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration, latency:percentile(50), latency:percentile(99)
  ))
end
