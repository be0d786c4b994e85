-- 32-bit operations from whichever source this Lua has, down to plain arithmetic:
-- `operators` (5.3 and later), `bit` (LuaJIT, lua-bitop), `bit32` (5.2, lua-bit32), `arithmetic` (any).
-- All take and return integers from 0 to 2^32 - 1. BITS=name in the environment forces one of them.

local WORD = 2 ^ 32

local sources = {}

function sources.operators()
  -- Older Luas do not parse this, so it stays a text until it is asked for.
  local chunk = (loadstring or load)([[
    return {
      band = function(a, b) return a & b end,
      bor = function(a, b) return a | b end,
      bxor = function(a, b) return a ~ b end,
      bnot = function(a) return ~a & 0xffffffff end,
      rol = function(a, n) return (a << n | a >> (32 - n)) & 0xffffffff end,
    }
  ]])
  return chunk and chunk()
end

function sources.bit()
  local found, bit = pcall(require, 'bit')
  if not found then return nil end
  -- Its results are signed.
  local function unsigned(operation)
    return function(a, b) return operation(a, b) % WORD end
  end
  return {
    band = unsigned(bit.band),
    bor = unsigned(bit.bor),
    bxor = unsigned(bit.bxor),
    bnot = function(a) return bit.bnot(a) % WORD end,
    rol = unsigned(bit.rol),
  }
end

function sources.bit32()
  local found, bit32 = pcall(require, 'bit32')
  if not found then return nil end
  return {
    band = bit32.band,
    bor = bit32.bor,
    bxor = bit32.bxor,
    bnot = bit32.bnot,
    rol = bit32.lrotate,
  }
end

function sources.arithmetic()
  -- Every pair of four-bit numbers is looked up; a word takes eight of them.
  local xor_of, and_of = {}, {}
  for a = 0, 15 do
    for b = 0, 15 do
      local xor, both = 0, 0
      for place = 0, 3 do
        local p = 2 ^ place
        local x, y = math.floor(a / p) % 2, math.floor(b / p) % 2
        if x ~= y then xor = xor + p end
        if x + y == 2 then both = both + p end
      end
      xor_of[a * 16 + b], and_of[a * 16 + b] = xor, both
    end
  end
  local function by_table(pairs)
    return function(a, b)
      local result, place = 0, 1
      while a > 0 or b > 0 do
        local x, y = a % 16, b % 16
        result = result + pairs[x * 16 + y] * place
        a, b, place = (a - x) / 16, (b - y) / 16, place * 16
      end
      return result
    end
  end
  local band = by_table(and_of)
  return {
    band = band,
    bor = function(a, b) return a + b - band(a, b) end,
    bxor = by_table(xor_of),
    bnot = function(a) return WORD - 1 - a end,
    rol = function(a, n)
      local high = math.floor(a / 2 ^ (32 - n))
      return (a * 2 ^ n) % WORD + high
    end,
  }
end

local forced = os.getenv('BITS')
for _, name in ipairs(forced and { forced } or { 'operators', 'bit', 'bit32', 'arithmetic' }) do
  local bits = sources[name] and sources[name]()
  if bits then
    bits.source = name
    return bits
  end
end
error('this Lua has no bit operations by the name of ' .. tostring(forced))
