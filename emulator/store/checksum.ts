import zlib from 'node:zlib';

/** For each byte, what it does to the remainder: CRC-32 as of zip files. */
const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 by hand, for Node before 20.15. */
export function crc32(data: Uint8Array): number {
  let rest = -1;
  for (const byte of data) rest = (table[(rest ^ byte) & 0xff] ?? 0) ^ (rest >>> 8);
  return ~rest >>> 0;
}

const quickest = (zlib as Partial<typeof zlib>).crc32 ?? crc32;

/** Eight characters that differ, almost surely, when a byte of `data` does. */
export function checksum(data: Uint8Array): string {
  return quickest(data).toString(16).padStart(8, '0');
}
