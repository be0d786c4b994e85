-- A small client of RFC 6455 over any socket with LuaSocket's `send(data)` and `receive(pattern)`: a blocking one, or one
-- that yields its coroutine instead of blocking. It knows nothing of which it has.

local mime = require('mime')
local bits = require('bits')
local sha1 = require('sha1')

local GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
local CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
-- Header lines of an answer, and bytes of a message, that are read at most.
local MAX_LINES, MAX_MESSAGE = 100, 2 ^ 24

local client = { TEXT = TEXT, BINARY = BINARY }
client.__index = client

-- Two connections of one second must not share keys and masks, as they would with the clock as seed.
local function random_bytes(count)
  local source = assert(io.open('/dev/urandom', 'rb'))
  local bytes = source:read(count)
  source:close()
  return bytes
end

local function masked(payload, mask)
  local key = { mask:byte(1, 4) }
  local out, bxor = {}, bits.bxor
  -- `string.char` takes its bytes as arguments, of which there may not be too many.
  for start = 1, #payload, 4096 do
    local bytes = { payload:byte(start, math.min(start + 4095, #payload)) }
    for i = 1, #bytes do bytes[i] = bxor(bytes[i], key[(i - 1) % 4 + 1]) end
    out[#out + 1] = string.char((table.unpack or unpack)(bytes))
  end
  return table.concat(out)
end

-- `size` big-endian bytes of a whole number.
local function number_bytes(number, size)
  local out = {}
  for place = size, 1, -1 do
    out[place] = string.char(number % 256)
    number = math.floor(number / 256)
  end
  return table.concat(out)
end

local function bytes_number(bytes)
  local number = 0
  for i = 1, #bytes do number = number * 256 + bytes:byte(i) end
  return number
end

-- Reads a response's head: its status code, and its fields as a list of { lower-case name, value }.
local function read_head(socket)
  local line = assert(socket:receive('*l'))
  local status = tonumber(line:match('^HTTP/1%.1 (%d%d%d)'))
  if not status then error('no HTTP/1.1 response: ' .. line, 0) end
  local fields = {}
  for _ = 1, MAX_LINES do
    line = assert(socket:receive('*l'))
    if line == '' then return status, fields end
    local name, value = line:match('^([^:%s]+):%s*(.-)%s*$')
    if not name then error('no header line: ' .. line, 0) end
    fields[#fields + 1] = { name:lower(), value }
  end
  error('too many header lines', 0)
end

local function values_of(fields, name)
  local values = {}
  for _, field in ipairs(fields) do
    if field[1] == name then values[#values + 1] = field[2] end
  end
  return values
end

local function one_value(fields, name)
  local values = values_of(fields, name)
  return #values == 1 and values[1] or nil
end

-- §4.1, of the answer: a subprotocol that was not offered fails the connection; none at all does not.
local function selected(fields, offer)
  local values = values_of(fields, 'sec-websocket-protocol')
  if #values == 0 then return nil end
  if #values > 1 then error('Sec-WebSocket-Protocol came more than once', 0) end
  for _, protocol in ipairs(offer) do
    if protocol == values[1] then return protocol end
  end
  error(('the subprotocol "%s" was not offered'):format(values[1]), 0)
end

-- Makes the opening handshake on a connected socket. `offer` is a list of subprotocols, which may be empty. A lax client
-- is one as many games have: it sends an empty header rather than none, and takes any subprotocol for an answer.
function client.open(socket, host, path, offer, is_lax)
  local key = mime.b64(random_bytes(16))
  local request = {
    ('GET %s HTTP/1.1'):format(path),
    'Host: ' .. host,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: ' .. key,
    'Sec-WebSocket-Version: 13',
  }
  if #offer > 0 or is_lax then request[#request + 1] = 'Sec-WebSocket-Protocol: ' .. table.concat(offer, ', ') end
  assert(socket:send(table.concat(request, '\r\n') .. '\r\n\r\n'))
  local status, fields = read_head(socket)
  if status ~= 101 then error('status ' .. status, 0) end
  local upgrade, connection = one_value(fields, 'upgrade'), one_value(fields, 'connection')
  if not upgrade or upgrade:lower() ~= 'websocket' then error('no Upgrade: websocket', 0) end
  if not connection or not connection:lower():find('upgrade', 1, true) then error('no Connection: Upgrade', 0) end
  if one_value(fields, 'sec-websocket-accept') ~= mime.b64(sha1(key .. GUID)) then
    error('Sec-WebSocket-Accept is wrong', 0)
  end
  if #values_of(fields, 'sec-websocket-extensions') > 0 then error('an extension was not offered', 0) end
  local protocol
  if is_lax then
    protocol = values_of(fields, 'sec-websocket-protocol')[1]
  else
    protocol = selected(fields, offer)
  end
  return setmetatable({ socket = socket, protocol = protocol }, client)
end

-- Sends one frame; `fin` is false where more of its message follows.
function client:send_frame(opcode, payload, fin)
  local first = string.char(opcode + (fin == false and 0 or 128))
  local size = #payload
  local length
  if size < 126 then
    length = string.char(128 + size)
  elseif size < 65536 then
    length = string.char(128 + 126) .. number_bytes(size, 2)
  else
    length = string.char(128 + 127) .. number_bytes(size, 8)
  end
  local mask = random_bytes(4)
  assert(self.socket:send(first .. length .. mask .. masked(payload, mask)))
end

function client:send(opcode, message)
  self:send_frame(opcode, message)
end

-- Sends one message in as many frames as there are parts, and a ping after the first: §5.4 allows it there.
function client:send_parts(opcode, parts)
  for i, part in ipairs(parts) do
    self:send_frame(i == 1 and opcode or CONTINUATION, part, i == #parts)
    if i == 1 and #parts > 1 then self:ping('between') end
  end
end

function client:ping(payload)
  self:send_frame(PING, payload)
end

function client:read(count)
  if count == 0 then return '' end
  return assert(self.socket:receive(count))
end

function client:receive_frame()
  local first, second = self:read(2):byte(1, 2)
  local opcode = first % 16
  if math.floor(first / 16) % 8 ~= 0 then error('a reserved bit is set', 0) end
  if second >= 128 then error('the server masks its frames', 0) end
  local size = second
  if size == 126 then size = bytes_number(self:read(2)) end
  if size == 127 then size = bytes_number(self:read(8)) end
  if opcode >= 8 and (size > 125 or first < 128) then error('a control frame is long or in parts', 0) end
  if size > MAX_MESSAGE then error('a frame is too big', 0) end
  return opcode, self:read(size), first >= 128
end

-- The next message (`text` or `binary`, its bytes), pong (`pong`, its bytes) or end (`close`, code, reason).
-- Answers pings and the server's close by itself.
function client:receive()
  while true do
    local opcode, payload, fin = self:receive_frame()
    if opcode == PING then
      self:send_frame(PONG, payload)
    elseif opcode == PONG then
      return 'pong', payload
    elseif opcode == CLOSE then
      if not self.closing then self:send_frame(CLOSE, payload) end
      local code = #payload >= 2 and bytes_number(payload:sub(1, 2)) or 1005
      return 'close', code, payload:sub(3)
    elseif opcode == CONTINUATION or opcode == TEXT or opcode == BINARY then
      if (opcode == CONTINUATION) ~= (self.parts ~= nil) then error('a fragment is out of its order', 0) end
      self.kind = opcode == CONTINUATION and self.kind or (opcode == TEXT and 'text' or 'binary')
      self.parts = self.parts or {}
      self.parts[#self.parts + 1] = payload
      if fin then
        local message = table.concat(self.parts)
        self.parts = nil
        return self.kind, message
      end
    else
      error('opcode ' .. opcode .. ' is reserved', 0)
    end
  end
end

-- Starts the closing handshake; the server's answer is what `receive` gives last.
function client:close(code, reason)
  self.closing = true
  self:send_frame(CLOSE, number_bytes(code, 2) .. reason)
end

return client
