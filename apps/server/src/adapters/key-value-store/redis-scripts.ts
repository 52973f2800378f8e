/** Deletes KEYS[1] if it holds ARGV[1]: a lock that ran out may be somebody else's by now. */
export const deleteIfEqualsScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`

/**
 * Sets KEYS[1] to a mark and ARGV[2]: to ARGV[1] for ARGV[3] ms, or to the greater mark that is there, for
 * as long as that has left.
 */
export const setMarkedScript = `
local mark = ARGV[1]
local before = string.match(redis.call('GET', KEYS[1]) or '', '^[^ ]+') or ''
if before > mark then
  redis.call('SET', KEYS[1], before .. ' ' .. ARGV[2], 'KEEPTTL')
else
  redis.call('SET', KEYS[1], mark .. ' ' .. ARGV[2], 'PX', ARGV[3])
end
return 1
`

/**
 * take-token.ts in Lua, by the clock of the store. ARGV: burst, count, period in milliseconds, cost.
 * Times leave as whole milliseconds, because Lua's numbers lose their fraction on the way out.
 */
export const takeTokenScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local burst, count = tonumber(ARGV[1]), tonumber(ARGV[2])
local period, cost = tonumber(ARGV[3]), tonumber(ARGV[4])
local interval = period / count
local whole = interval * burst
local before = tonumber(redis.call('GET', KEYS[1]) or now)
before = math.min(math.max(before, now), now + whole)
local after = before + interval * cost
if after - now > whole then
  local remaining = math.floor((now + whole - before) / interval)
  return {0, remaining, math.ceil(after - whole - now), math.ceil(before - now)}
end
redis.call('SET', KEYS[1], string.format('%.17g', after), 'PX', math.ceil(after - now) + 1)
return {1, math.floor((now + whole - after) / interval), 0, math.ceil(after - now)}
`
