import fs from 'node:fs';

const LINE_FEED = 0x0a;
const CHUNK = 1024 * 1024;

/**
 * Hands each whole line of a file to `each`, without its line feed, to be used before the next.
 * Answers the bytes that whole lines take, from the beginning of the file; what comes behind them is
 * a line that was never finished.
 */
export function readLines(descriptor: number, each: (line: Buffer) => void): number {
  const chunk = Buffer.allocUnsafe(CHUNK);
  let rest: Buffer = Buffer.alloc(0);
  let whole = 0;
  for (;;) {
    const length = fs.readSync(descriptor, chunk, 0, CHUNK, null);
    if (length === 0) return whole;
    const data = Buffer.concat([rest, chunk.subarray(0, length)]);
    let start = 0;
    for (let end = data.indexOf(LINE_FEED); end >= 0; end = data.indexOf(LINE_FEED, start)) {
      each(data.subarray(start, end));
      start = end + 1;
    }
    whole += start;
    rest = data.subarray(start);
  }
}
