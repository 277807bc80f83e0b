import fs from 'node:fs';

const LINE_FEED = 0x0a;
const CHUNK = 1024 * 1024;

/**
 * Hands each whole line of a file to `each`, without its line feed, to be used before the next.
 * Answers the bytes that whole lines take, from the beginning of the file; what comes behind them is
 * a line that was never finished.
 */
export function readLines(descriptor: number, each: (line: Buffer) => void): number {
  let buffer = Buffer.allocUnsafe(CHUNK);
  /** Bytes at the beginning of the buffer that belong to a line whose end isn't read yet. */
  let rest = 0;
  let whole = 0;
  for (;;) {
    // A line that fills the buffer gets one of twice the size.
    if (rest === buffer.length) buffer = Buffer.concat([buffer], 2 * rest);
    const length = fs.readSync(descriptor, buffer, rest, buffer.length - rest, null);
    if (length === 0) return whole;
    const data = buffer.subarray(0, rest + length);
    let start = 0;
    // What was there before has no line feed.
    for (let end = data.indexOf(LINE_FEED, rest); end >= 0; end = data.indexOf(LINE_FEED, start)) {
      each(data.subarray(start, end));
      start = end + 1;
    }
    whole += start;
    rest = data.length - start;
    data.copyWithin(0, start);
  }
}
