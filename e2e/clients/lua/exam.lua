-- What every client of this folder does with a connection, and the lines it prints: see ../exam.d.ts.

local websocket = require('websocket')
local TEXT, BINARY = websocket.TEXT, websocket.BINARY

local TEXTS = { '', 'hello', 'h\195\169llo \226\156\147 \240\159\142\174' }
-- The three ways to write a length, at both of their ends.
local SIZES = { 0, 1, 125, 126, 65535, 65536 }

local function say(...)
  io.write(table.concat({ ... }, ' '), '\n')
  io.flush()
end

-- Without the stack that `copcall` hangs on it.
local function first_line(why)
  return tostring(why):match('^[^\n]*')
end

local function bytes(size)
  local block = {}
  for i = 0, 255 do block[i + 1] = string.char(i * 7 % 256) end
  return table.concat(block):rep(math.ceil(size / 256)):sub(1, size)
end

-- Every exchange ends with what the server said; an end in between ends the exam.
local Ended = {}

local function next_of(connection)
  local kind, first, second = connection:receive()
  if kind == 'close' then
    say('closed', first, second)
    error(Ended, 0)
  end
  return kind, first
end

local function message_of(connection)
  while true do
    local kind, message = next_of(connection)
    if kind ~= 'pong' then return kind, message end
  end
end

local function expect(name, connection, kind, message)
  local came, what = message_of(connection)
  if came ~= kind or what ~= message then error(name .. ' came back as another', 0) end
end

local function examine(connection)
  for _, text in ipairs(TEXTS) do
    connection:send(TEXT, text)
    expect('a text', connection, 'text', text)
  end
  say('text same')
  for _, size in ipairs(SIZES) do
    connection:send(BINARY, bytes(size))
    expect('binary of ' .. size .. ' bytes', connection, 'binary', bytes(size))
  end
  say('binary same')
  connection:send_parts(TEXT, { 'in ', '', 'parts' })
  expect('a text in parts', connection, 'text', 'in parts')
  connection:send_parts(BINARY, { bytes(300), bytes(70), bytes(1) })
  expect('binary in parts', connection, 'binary', bytes(300) .. bytes(70) .. bytes(1))
  say('fragments same')
  connection:ping('are you there')
  local kind, payload
  repeat kind, payload = next_of(connection) until kind == 'pong' and payload ~= 'between'
  if payload ~= 'are you there' then error('the pong has another payload', 0) end
  say('ping answered')
  connection:close(4001, 'bye')
  local code, reason
  repeat kind, code, reason = connection:receive() until kind == 'close'
  say('close', code, reason)
end

-- `connect(host, port)` gives a socket as `websocket.open` takes it; `protected` is `pcall`, or what does the same where
-- `connect` yields. The program's arguments are the URL and the offer, subprotocols with commas between them.
return function(connect, protected)
  local url, offered = arg[1], arg[2] or ''
  local host, port, path = url:match('^ws://([^:/]+):(%d+)(/.*)$')
  local offer = {}
  for protocol in offered:gmatch('[^,]+') do offer[#offer + 1] = protocol end
  local opened, connection = protected(function()
    local is_lax = os.getenv('LAX') ~= nil
    return websocket.open(connect(host, tonumber(port)), host .. ':' .. port, path, offer, is_lax)
  end)
  if not opened then return say('failed', first_line(connection)) end
  say('opened', connection.protocol or '')
  local passed, why = protected(examine, connection)
  if not passed and why ~= Ended then say('broken', first_line(why)) end
end
